"""Which article an entry speaks of, readable or not."""

from collections.abc import Mapping
from typing import Final

from claimwire.events import Stream

OF_ARTICLES: Final = frozenset({Stream.ARTICLES, Stream.CLAIMS, Stream.STRIKES, Stream.EXTRACTIONS})
"""The streams whose entries speak of one article each."""


def article_of(stream: Stream, fields: Mapping[bytes, bytes]) -> str | None:
    """Name the article whose later entries must wait when this one cannot be applied.

    All events of an article have it as their subject. Null for commands, dead letters and entries
    that name no subject: nothing can be known to depend on them.
    """
    if stream not in OF_ARTICLES:
        return None
    try:
        return fields.get(b"subject", b"").decode() or None
    except UnicodeDecodeError:
        return None
