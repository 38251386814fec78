"""Which of the given-up things are meant."""

import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimwire.dead_letters.given_up import State, Where
from claimwire.errors import BadCursor
from claimwire.log import Position
from claimwire.moment import Since, Until

_PLACE: Final = re.compile(r"(?P<position>\d{1,9}:\d{1,20}-\d{1,20})/(?P<where>dead|view)/(?P<stream>[a-z]{1,40})")


class Selection(BaseModel):
    """Filters, all of which must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    where: Where | None = None
    """Given up by a consumer group (``dead``) or by the read models (``view``); both when left out."""
    group: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """Name of the consumer group or of the view."""
    error: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    """Words of the error, in any case."""
    article_id: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    """The article it speaks of."""
    since: Since | None = None
    """Recorded at this time or later; a plain date is its first moment (UTC)."""
    until: Until | None = None
    """Recorded at this time or earlier; a plain date is its last moment (UTC)."""


class DeadFilter(Selection):
    """A page of the listing."""

    state: State | Literal["all"] = State.OPEN
    """What has become of it."""
    limit: int = Field(default=50, ge=1, le=500)
    """Items on one page."""
    cursor: str | None = Field(default=None, min_length=1, max_length=200)
    """The ``next_cursor`` of the page before."""


class Place(BaseModel):
    """Where something stands in the listing: newest first, then by ``where`` and ``stream``.

    As text it is the cursor. It means the same under any filters.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    position: Position
    where: Where
    stream: str

    def __str__(self) -> str:
        return f"{self.position}/{self.where}/{self.stream}"

    @classmethod
    def parse(cls, cursor: str) -> "Place":
        """Read what :meth:`__str__` wrote.

        Raises:
            BadCursor: it has another form.
        """
        found = _PLACE.fullmatch(cursor)
        if found is None:
            raise BadCursor(
                "the cursor is damaged: give the one that the page before named, as it is, or start without one"
            )
        return cls(position=Position.parse(found["position"]), where=Where(found["where"]), stream=str(found["stream"]))
