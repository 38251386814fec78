"""The envelope: CloudEvents 1.0 with a version, causation and trace context."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, SerializeAsAny, WithJsonSchema

from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel


class Event(ContractModel):
    """One event, with its body typed by (``type``, ``version``).

    In JSON the body is ``data``, as CloudEvents says. In a Redis entry every attribute is a plain
    field and the body is JSON in the field ``payload``, because a field named ``data`` is mistaken
    for a legacy envelope by plain FastStream subscribers.
    """

    specversion: Literal["1.0"] = "1.0"
    """CloudEvents version."""
    id: FactId
    """Computed from (type, article, revision, generation, fact): a repeat has the same id."""
    source: str = Field(min_length=1)
    """The service that says it ("claimwire/extractor")."""
    type: str = Field(min_length=1)
    """Stable type name, never a class path."""
    version: int = Field(ge=1)
    """Version of the body's schema."""
    subject: str = Field(min_length=1)
    """What it is about: the article id for all events of an article."""
    time: AwareDatetime
    """When the service said it. When the log recorded it is told by the entry's id."""
    datacontenttype: Literal["application/json"] = "application/json"
    """Media type of the body."""
    dataschema: str = Field(min_length=1)
    """URN of the body's JSON Schema, exported to ``shared/schemas``."""
    correlationid: str = Field(min_length=1)
    """The id of the event that started the chain."""
    causationid: str | None = None
    """The id of the event that led to this one; null for the first of a chain."""
    traceparent: Annotated[str, Field(pattern=r"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")] | None = None
    """W3C trace context."""
    data: Annotated[SerializeAsAny[ContractModel], WithJsonSchema({"type": "object"})]
    """The body; ``dataschema`` names its schema."""
