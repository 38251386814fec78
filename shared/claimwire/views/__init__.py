"""The read models: tables, the question of what is current, and how to open them.

Needs the extra ``views``; and on PostgreSQL, the extra ``postgres``.
"""

from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import BuildProgress, read_progress, write_progress
from claimwire.views.build_states import BuildState, build_states
from claimwire.views.builds import ViewBuilds
from claimwire.views.checkpoint import Checkpoint, read_checkpoint, wait_for
from claimwire.views.currency import (
    current_articles,
    current_claims,
    current_extractions,
    current_strikes,
    places_of,
    speakers_of,
)
from claimwire.views.database import ViewDatabase
from claimwire.views.holders import holders, rows_found
from claimwire.views.postgres_builds import PostgresBuilds
from claimwire.views.postgres_views import PostgresViews
from claimwire.views.sqlite_builds import SqliteBuilds
from claimwire.views.sqlite_views import SqliteViews
from claimwire.views.version import VIEWS_VERSION, view_name
from claimwire.views.view_reader import ViewReader

__all__ = [
    "VIEWS_VERSION",
    "BuildName",
    "BuildProgress",
    "BuildState",
    "Checkpoint",
    "PostgresBuilds",
    "PostgresViews",
    "SqliteBuilds",
    "SqliteViews",
    "ViewBuilds",
    "ViewDatabase",
    "ViewReader",
    "build_states",
    "current_articles",
    "current_claims",
    "current_extractions",
    "current_strikes",
    "holders",
    "places_of",
    "read_checkpoint",
    "read_progress",
    "rows_found",
    "speakers_of",
    "view_name",
    "wait_for",
    "write_progress",
]
