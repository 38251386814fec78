"""How every identifier is computed. Identifiers are never drawn: a repeat computes the same one.

Changing any recipe here changes the identity of history; ``tests/contract`` holds golden values.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE: Final[UUID] = uuid5(NAMESPACE_URL, "urn:claimwire")
"""Root of all our UUIDv5 names."""

_SEPARATOR: Final = "\x1f"
_NOT_WORD: Final = re.compile(r"[\W_]+")


class ArticleKey(StrEnum):
    """What an article's identity rests on, strongest first."""

    PUBLISHER = "publisher"
    URL = "url"
    SIDECAR = "sidecar"
    PATH = "path"


def article_id(key: ArticleKey, *parts: str) -> str:
    """Identify an article.

    ``parts`` are: publisher and the publisher's own id; or the canonical URL; or the sidecar's id;
    or the path relative to the folder that is ingested.
    """
    return _name("article", key, *parts)


def claim_id(article: str, speaker: str, content: str, ordinal: int) -> str:
    """Identify a claim by its normalised speaker and content; ``ordinal`` counts equal ones from 0."""
    return _name("claim", article, normalised(speaker), normalised(content), str(ordinal))


def strike_id(article: str, first_evidence: str, ordinal: int) -> str:
    """Identify a strike by its normalised first evidence; ``ordinal`` counts equal ones from 0."""
    return _name("strike", article, normalised(first_evidence), str(ordinal))


def event_id(event_type: str, subject: str, revision: int = 0, generation: int = 0, fact: str = "") -> str:
    """Identify an event; what does not apply to its type stays at the default."""
    return _name("event", event_type, subject, str(revision), str(generation), fact)


def normalised(words: str) -> str:
    """Fold case, width and punctuation, so that an edited comma does not make another fact."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", words).casefold()).strip()


def _name(*parts: str) -> str:
    return str(uuid5(NAMESPACE, _SEPARATOR.join(parts)))
