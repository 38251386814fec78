"""What may be asked, parameter by parameter.

Unknown parameters are refused: a misspelt filter that is silently dropped would return everything.
"""

import hashlib
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from claimwire.events import ArticleId, ChannelKind, ClaimAct, Factuality, Side, SpeakerKind, StatusKind, StrikeKind
from claimwire.events.ids import normalised
from claimwire.moment import Asked, Since, Until


def _has_words(value: str) -> str:
    # Compared without punctuation, "?!" would be a part of every name.
    if not normalised(value):
        raise ValueError("it holds no letter and no digit")
    return value


Part = Annotated[str, Field(max_length=200), AfterValidator(_has_words)]
"""A name or a part of it, compared without regard to case, width and punctuation."""


class Question(BaseModel):
    """What every question takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    wait_for: str | None = Field(default=None, pattern=r"^\d{1,9}:\d{1,15}-\d{1,20}$")
    """Answer only when the read model has reached this position (``partition:id``), or fail after some seconds."""


class Times(Question):
    """The two times of a question: what the press had said, and what this system knew."""

    as_of: Asked | None = None
    """Only what the press had said by this time (publication of revisions)."""
    recorded_as_of: Asked | None = None
    """Only what this system had recorded by this time."""


class Listing(Times):
    """What every listing takes."""

    limit: int = Field(default=50, ge=1, le=500)
    """Items on one page."""
    cursor: str | None = Field(default=None, min_length=1, max_length=4096)
    """The ``next`` of the page before."""
    publisher: Part | None = None
    """Outlet: its name or a part of it, in any case."""
    article_id: ArticleId | None = None
    """This article only."""
    since: Since | None = None
    """Said by the press at this time or later; a plain date is its first moment (UTC)."""
    until: Until | None = None
    """Said by the press at this time or earlier; a plain date is its last moment (UTC)."""

    @property
    def fingerprint(self) -> str:
        """Tells one set of filters from another, whatever the page and the page size."""
        asked = self.model_dump_json(exclude={"cursor", "limit", "wait_for"}, exclude_none=True)
        return hashlib.sha256(asked.encode()).hexdigest()[:16]


class ArticleFilter(Listing):
    """Filters of ``/articles``."""

    speaker: Part | None = None
    """It reports a claim of this speaker: resolved name or a part of it, in any case."""
    place: Part | None = None
    """It reports a strike on this place: its name or a part of it, in any case."""


class PageFilter(ArticleFilter):
    """Filters of the page of articles."""

    limit: int = Field(default=10, ge=1, le=50)
    """Articles on one page; with their texts they are long."""


class ClaimFilter(Listing):
    """Filters of ``/claims``. Values given several times are alternatives."""

    speaker: Part | None = None
    """Resolved name of the speaker, or a part of it, in any case."""
    speaker_kind: tuple[SpeakerKind, ...] = ()
    """Sort of speaker."""
    channel: Part | None = None
    """Words of the channel ("Telegram"), or a part of them, in any case."""
    channel_kind: tuple[ChannelKind, ...] = ()
    """Sort of channel."""
    act: tuple[ClaimAct, ...] = ()
    """What the speaker did by saying it."""
    status: tuple[StatusKind, ...] = ()
    """A verification note that the article makes on the claim."""


class StrikeFilter(Listing):
    """Filters of ``/strikes`` and ``/strikes.geojson``. Values given several times are alternatives."""

    speaker: Part | None = None
    """A name that the report rests on, or a part of it, in any case."""
    channel: Part | None = None
    """Words of the channel of a claim that the report rests on, or a part of them, in any case."""
    place: Part | None = None
    """A place struck: its printed or resolved name, or a part of it, in any case."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code of a place struck."""
    kind: tuple[StrikeKind, ...] = ()
    """How the fire was delivered."""
    side: tuple[Side, ...] = ()
    """The side held responsible."""
    factuality: tuple[Factuality, ...] = ()
    """On whose word it stands."""
    status: tuple[StatusKind, ...] = ()
    """The article's verdict on the strike."""
    occurred_since: date | None = None
    """May have happened on this day or later; a strike without dates does not match."""
    occurred_until: date | None = None
    """May have happened on this day or earlier; a strike without dates does not match."""


class SpeakerFilter(Listing):
    """Filters of ``/speakers``: of the claims that are counted. Values given several times are alternatives."""

    speaker: Part | None = None
    """Resolved name of the speaker, or a part of it, in any case."""
    speaker_kind: tuple[SpeakerKind, ...] = ()
    """Sort of speaker."""


class PlaceFilter(Listing):
    """Filters of ``/places``: of the places, and of the strikes that are counted. Values given several times are alternatives."""

    place: Part | None = None
    """Its printed or resolved name, or a part of it, in any case."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code."""
    kind: tuple[StrikeKind, ...] = ()
    """How the fire was delivered."""
    factuality: tuple[Factuality, ...] = ()
    """On whose word the strikes stand."""
