"""What an operator sends about something that was given up."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from claimwire.dead_letters import GivenUp, GivenUpWhole, Outcome, Selection, Where
from claimwire_query.adapters.http.answers import Answer

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class Order(BaseModel):
    """Who gives a command about what."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    operator: Words = Field(examples=["ines"])
    """Who gives the command; it is kept with it."""
    where: Where | None = None
    """Needed only where a dead letter and an entry parked by the view share the position."""


class RetryOrder(Order):
    """Try it once more."""

    reason: Words | None = Field(default=None, examples=["the gazetteer is mended"])
    """Why."""


class SkipOrder(Order):
    """Leave it out; it stays on record."""

    note: Words = Field(examples=["a test entry"])
    """Why it may be skipped."""


class RetryAllOrder(Selection):
    """Try all open ones once more that pass the filters."""

    operator: Words = Field(examples=["ines"])
    """Who gives the command; it is kept with it."""
    reason: Words | None = Field(default=None, examples=["the gazetteer is mended"])
    """Why."""
    limit: int = Field(default=100, ge=1, le=1_000)
    """At the most so many, newest first."""
    dry_run: bool = False
    """Only tell what would be done."""


class GivenUpAnswer(Answer):
    """What was given up, newest first."""

    items: tuple[GivenUp, ...]
    """Without the original entries; ``/dead/{position}`` has them."""


class GivenUpAt(BaseModel):
    """What was given up at one position."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    items: tuple[GivenUpWhole, ...]
    """One, unless strangers gave several entries the same position."""


class RetryAllAnswer(BaseModel):
    """What became of a command on many."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    dry_run: bool
    """Nothing was written."""
    matched: int
    """All that was open and passed the filters."""
    first: tuple[GivenUp, ...]
    """The newest of them."""
    retried: int
    """Commands given."""
    refused: tuple[Outcome, ...]
    """Those that could not be given."""
