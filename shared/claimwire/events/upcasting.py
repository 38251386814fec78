"""Old bodies made new, in one place, on every read path.

An upcaster takes the JSON object of version n and returns that of version n + 1. A type at version
v has v - 1 of them, so any stored body can be brought to the version this build writes.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pydantic import JsonValue

from claimwire.events.registry import check_version, event_type

Body = dict[str, JsonValue]
Upcaster = Callable[[Body], Body]

UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = MappingProxyType({})
"""(type, version n) -> the step from n to n + 1."""


def upcast(name: str, version: int, body: Body, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS) -> Body:
    """Bring a stored body of a type to the newest version.

    Raises:
        UnknownEventType: the type is not known.
        UnknownEventVersion: the version is newer than this build.
    """
    kind = event_type(name)
    check_version(kind, version)
    for step in range(version, kind.version):
        body = upcasters[name, step](body)
    return body
