"""The streams of a partition."""

from enum import StrEnum
from typing import Final


class Stream(StrEnum):
    """A stream's name; in Redis its key is ``claimwire:{P}:<name>``, P being the partition."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    STRIKES = "strikes"
    EXTRACTIONS = "extractions"
    CONTROL = "control"
    DEAD = "dead"
    BACKFILL = "backfill"
    """Requests to read history again; extractors take them only when no new article waits."""


HISTORY: Final = tuple(stream for stream in Stream if stream is not Stream.BACKFILL)
"""The streams that history is made of: views are built from them and the archive keeps them.

Requests of the backfill lane are work to do, not history; what they lead to is.
"""
