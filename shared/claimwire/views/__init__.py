"""The read models: tables, the question of what is current, and how to open them.

Needs the extra ``views``.
"""

from claimwire.views.checkpoint import Checkpoint, read_checkpoint, wait_for
from claimwire.views.currency import (
    current_articles,
    current_claims,
    current_extractions,
    current_places,
    current_speakers,
    current_strikes,
)
from claimwire.views.store import reader_engine, writer_engine
from claimwire.views.version import VIEWS_VERSION, view_name, views_path

__all__ = [
    "VIEWS_VERSION",
    "Checkpoint",
    "current_articles",
    "current_claims",
    "current_extractions",
    "current_places",
    "current_speakers",
    "current_strikes",
    "read_checkpoint",
    "reader_engine",
    "view_name",
    "views_path",
    "wait_for",
    "writer_engine",
]
