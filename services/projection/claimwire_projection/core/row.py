"""A row to be written."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """Values for one table of the read models, but for what only the log knows (position, recorded_at)."""

    table: str
    """Name of the table in ``claimwire.views.schema``."""
    values: Mapping[str, object]
    """By column; rows of one table always name the same columns."""
