"""The streams of a partition."""

from enum import StrEnum


class Stream(StrEnum):
    """A stream's name; in Redis its key is ``claimwire:{P}:<name>``, P being the partition."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    STRIKES = "strikes"
    EXTRACTIONS = "extractions"
    CONTROL = "control"
    DEAD = "dead"
