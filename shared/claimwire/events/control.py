"""Operators' commands: they are events, so they are audited."""

from typing import Annotated, Literal

import pydantic_core
from pydantic import AfterValidator, Field, JsonValue

from claimwire.events.article import ArticleId
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel


def _writable(value: JsonValue) -> JsonValue:
    # Pydantic lets NaN and lone surrogates pass here; the log could not give them back.
    try:
        pydantic_core.from_json(pydantic_core.to_json(value, inf_nan_mode="constants"), allow_inf_nan=False)
    except ValueError as error:
        raise ValueError(f"the value cannot be written as JSON: {error}") from error
    return value


class ControlCommand(ContractModel):
    """What every command carries."""

    operator: str = Field(min_length=1)
    """Who gave the command."""
    reason: str | None = None
    """Why, for the audit."""


class Pause(ControlCommand):
    """A consumer stops taking new entries after its current batch."""

    consumer: str = Field(min_length=1)
    """Name of the group or view."""


class Resume(ControlCommand):
    """A paused consumer goes on where it stopped."""

    consumer: str = Field(min_length=1)
    """Name of the group or view."""


class Rebuild(ControlCommand):
    """A view is built anew from the start of the log, beside the live one."""

    view: str = Field(min_length=1)
    """Name of the view."""
    version: int = Field(ge=1)
    """The version that is built."""


class Switch(ControlCommand):
    """Queries read another version of a view from now on."""

    view: str = Field(min_length=1)
    """Name of the view."""
    version: int = Field(ge=1)
    """The version that is read."""


class Replay(ControlCommand):
    """History is read again."""

    start: str | None = None
    """First position (``partition:id``), inclusive; null for the start of the log."""
    end: str | None = None
    """Last position, inclusive; null for the end at the time of the command."""
    streams: tuple[str, ...] = ()
    """Streams replayed; all when empty."""
    types: tuple[str, ...] = ()
    """Event types replayed; all when empty."""
    into: str = Field(min_length=1)
    """Where the events go."""


class Reprocess(ControlCommand):
    """Articles of history are extracted again, unless this or a newer generation has read them already."""

    generation: int = Field(ge=1)
    """The least extractor generation that may answer."""
    start: str
    """First position (``partition:id``), inclusive."""
    end: str
    """Last position, inclusive."""
    articles: tuple[ArticleId, ...] = ()
    """The articles; all when empty."""


class Retry(ControlCommand):
    """A parked event is tried again."""

    where: Literal["dead", "view"]
    """Parked by a group (on the dead-letter stream) or by a view."""
    positions: tuple[str, ...] = Field(min_length=1)
    """Positions of the parked events."""


class Skip(ControlCommand):
    """A parked event is marked as skipped; it stays in the log."""

    where: Literal["dead", "view"]
    """Parked by a group (on the dead-letter stream) or by a view."""
    positions: tuple[str, ...] = Field(min_length=1)
    """Positions of the parked events."""
    note: str = Field(min_length=1)
    """Why it may be skipped."""


class Redact(ControlCommand):
    """An article's text and quotes are taken out of log, archive and views."""

    article_id: ArticleId
    """The article."""
    reason: str = Field(min_length=1)
    """Legal or editorial ground."""


class Override(ControlCommand):
    """A human corrects one field of one fact; what the extractor said stays on record."""

    article_id: ArticleId
    """The article the fact belongs to."""
    fact_id: FactId
    """The claim or strike."""
    field: str = Field(min_length=1)
    """Dotted path of the field ("actor.side")."""
    value: Annotated[JsonValue, AfterValidator(_writable)]
    """The value that holds from now on."""
