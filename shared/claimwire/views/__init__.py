"""The read models: tables, the question of what is current, and how to open them.

Needs the extra ``views``.
"""

from claimwire.views.currency import (
    current_articles,
    current_claims,
    current_extractions,
    current_places,
    current_speakers,
    current_strikes,
)
from claimwire.views.search_key import search_key
from claimwire.views.store import reader_engine, writer_engine
from claimwire.views.version import VIEWS_VERSION, view_name, views_path

__all__ = [
    "VIEWS_VERSION",
    "current_articles",
    "current_claims",
    "current_extractions",
    "current_places",
    "current_speakers",
    "current_strikes",
    "reader_engine",
    "search_key",
    "view_name",
    "views_path",
    "writer_engine",
]
