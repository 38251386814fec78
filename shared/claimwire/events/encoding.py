"""Events to and from Redis fields and JSON lines: the one place that reads and writes them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pydantic_core
from pydantic import ValidationError

from claimwire.errors import UndecodableEntry
from claimwire.events.event import Event
from claimwire.events.model import ContractModel
from claimwire.events.registry import event_type, type_of
from claimwire.events.upcasting import read_body

PAYLOAD: Final = b"payload"
"""The field that holds the body as JSON."""

_ENVELOPE: Final = tuple((name, name.encode()) for name in Event.model_fields if name != "data")


def new_event(
    body: ContractModel,
    *,
    id: str,  # noqa: A002 - CloudEvents' own attribute name
    subject: str,
    source: str,
    time: datetime,
    cause: Event | None = None,
    traceparent: str | None = None,
) -> Event:
    """Wrap a body of a registered type; with ``cause`` it continues that event's chain."""
    kind = type_of(body)
    return Event(
        id=id,
        source=source,
        type=kind.name,
        version=kind.version,
        subject=subject,
        time=time,
        dataschema=kind.dataschema,
        correlationid=cause.correlationid if cause else id,
        causationid=cause.id if cause else None,
        traceparent=traceparent or (cause.traceparent if cause else None),
        data=body,
    )


def to_fields(event: Event) -> dict[bytes, bytes]:
    """Write an event as the plain fields of a stream entry; absent attributes are left out."""
    attributes = event.model_dump(mode="json", exclude={"data"}, exclude_none=True)
    fields = {name.encode(): str(value).encode() for name, value in attributes.items()}
    fields[PAYLOAD] = pydantic_core.to_json(event.data)
    return fields


def from_fields(fields: Mapping[bytes, bytes]) -> Event:
    """Read an event from a stream entry's fields, its body upcast to the newest version.

    Raises:
        UndecodableEntry: the entry is not one of our events, or its body does not validate.
        UnknownEventType: the type is not known to this build.
        UnknownEventVersion: the version is newer than this build.
    """
    try:
        attributes: dict[str, object] = {name: fields[field].decode() for name, field in _ENVELOPE if field in fields}
        name, version = str(attributes["type"]), int(str(attributes["version"]))
        payload = fields[PAYLOAD]
    except KeyError as error:
        raise UndecodableEntry(
            f"the entry is not a claimwire event: it has no {error} among its fields {sorted(fields)[:20]}"
        ) from error
    except ValueError as error:
        raise UndecodableEntry(f"the entry is not a claimwire event: an attribute is unreadable: {error}") from error
    kind = event_type(name)
    try:
        body = read_body(kind, version, payload)
        return Event.model_validate(
            {**attributes, "version": kind.version, "dataschema": kind.dataschema, "data": body}
        )
    except ValueError as error:
        raise UndecodableEntry(
            f"the body of {name} version {version} does not validate: {_first_problem(error)}"
        ) from error


def to_json(event: Event) -> str:
    """Write an event as one line of CloudEvents JSON."""
    return event.model_dump_json()


def from_json(line: str | bytes) -> Event:
    """Read an event from CloudEvents JSON.

    Raises:
        UndecodableEntry: as :func:`from_fields`.
    """
    try:
        # The standard library's parser would let NaN through and overflow the stack on deep nesting.
        document = pydantic_core.from_json(line, allow_inf_nan=False)
    except (ValueError, TypeError) as error:  # a lone surrogate in the line is a TypeError
        raise UndecodableEntry(f"the line is not JSON: {error}") from error
    if not isinstance(document, dict) or "data" not in document:
        raise UndecodableEntry("the line is not a CloudEvents JSON object: it has no data")
    payload = pydantic_core.to_json(document.pop("data"))
    fields = {name.encode(): str(value).encode() for name, value in document.items() if value is not None}
    return from_fields({**fields, PAYLOAD: payload})


def _first_problem(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"]) or "the whole"
    more = f" (and {error.error_count() - 1} more problems)" if error.error_count() > 1 else ""
    return f"{where}: {problem['msg']}{more}"
