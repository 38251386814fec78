"""The archive: history for ever, in files that DuckDB and pandas open."""

from claimwire.archive.archive import Archive
from claimwire.archive.history import History
from claimwire.archive.segment import Segment

__all__ = ["Archive", "History", "Segment"]
