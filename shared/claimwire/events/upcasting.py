"""Old bodies made new, in one place, on every read path.

An upcaster takes the JSON object of version n and returns that of version n + 1. A type at version
v has v - 1 of them, so any stored body can be brought to the version this build writes.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pydantic import JsonValue
from pydantic_core import from_json, to_json

from claimwire.errors import UndecodableEntry, UnknownEventVersion
from claimwire.events.model import ContractModel
from claimwire.events.registry import EventType, check_version

Body = dict[str, JsonValue]
Upcaster = Callable[[Body], Body]
Upcasters = Mapping[tuple[str, int], Upcaster]


def _extraction_names_its_model(body: Body) -> Body:
    return {**body, "model": "unknown", "requested_by": None}


def _claim_has_a_confidence(body: Body) -> Body:
    return {**body, "confidence": None}


UPCASTERS: Final[Upcasters] = MappingProxyType(
    {
        ("claimwire.claim.reported", 1): _claim_has_a_confidence,
        ("claimwire.extraction.completed", 1): _extraction_names_its_model,
    }
)
"""(type, version n) -> the step from n to n + 1."""


def read_body(kind: EventType, version: int, payload: bytes, upcasters: Upcasters = UPCASTERS) -> ContractModel:
    """Read a stored body of any version this build knows, as its newest version.

    Raises:
        UnknownEventVersion: the version is newer than this build, or a step up from it is missing.
        UndecodableEntry: an old body is not what its upcaster expects.
        ValueError: the payload does not validate.
    """
    check_version(kind, version)
    if version == kind.version:
        return kind.body.model_validate_json(payload)
    body = from_json(payload)
    for step in range(version, kind.version):
        body = _step(kind, step, body, upcasters)
    return kind.body.model_validate_json(to_json(body))


def _step(kind: EventType, step: int, body: Body, upcasters: Upcasters) -> Body:
    upcaster = upcasters.get((kind.name, step))
    if upcaster is None:
        raise UnknownEventVersion(f"{kind.name} version {step} has no upcaster in this build; add one and retry")
    try:
        return upcaster(body)
    except (LookupError, TypeError, AttributeError) as error:
        raise UndecodableEntry(f"the body of {kind.name} version {step} cannot be upcast: {error!r}") from error
