"""The newest revision of an article."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Head:
    """What the log last recorded of an article."""

    revision: int
    content_hash: str
    """SHA-256 of the newest text; empty after a withdrawal, so that any text differs from it."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what :meth:`__str__` writes."""
        revision, _, content_hash = text.partition(":")
        return cls(int(revision), content_hash)

    def __str__(self) -> str:
        return f"{self.revision}:{self.content_hash}"
