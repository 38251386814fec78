"""A submission and the door it came in by."""

from dataclasses import dataclass

from claimwire.events import ArticleSource
from claimwire_ingest.core.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A submission, with what the door knows that can identify the article."""

    submission: Submission
    source: ArticleSource
    sidecar_id: str | None = None
    """The id that a file or its sidecar gives without saying whose it is."""
    path: str | None = None
    """Path of a file, relative to the folder that is ingested, with ``/``."""
