"""Old versions, with a type and upcasters made up here."""

import pytest
from pydantic import Field

from claimwire.errors import UndecodableEntry, UnknownEventVersion
from claimwire.events import ContractModel, EventType, Stream
from claimwire.events.upcasting import Body, Upcasters, read_body


class Siren(ContractModel):
    town: str
    minutes: int = Field(ge=0)
    cause: str | None


KIND = EventType("claimwire.test.siren", Stream.ARTICLES, 3, Siren)


def seconds_to_minutes(body: Body) -> Body:
    seconds = body.pop("seconds")
    assert isinstance(seconds, int)
    return {**body, "minutes": seconds // 60}


def cause_is_named(body: Body) -> Body:
    return {**body, "cause": None}


STEPS: Upcasters = {(KIND.name, 1): seconds_to_minutes, (KIND.name, 2): cause_is_named}


@pytest.mark.parametrize(
    ("version", "payload"),
    [
        (1, b'{"town": "Izmail", "seconds": 190}'),
        (2, b'{"town": "Izmail", "minutes": 3}'),
        (3, b'{"town": "Izmail", "minutes": 3, "cause": null}'),
    ],
)
def test_every_version_is_read_as_the_newest(version: int, payload: bytes) -> None:
    assert read_body(KIND, version, payload, STEPS) == Siren(town="Izmail", minutes=3, cause=None)


def test_the_newest_version_is_never_upcast() -> None:
    def refuse(body: Body) -> Body:
        raise AssertionError(body)

    payload = b'{"town": "Izmail", "minutes": 0, "cause": "drill"}'

    assert read_body(KIND, 3, payload, {(KIND.name, 3): refuse}) == Siren(town="Izmail", minutes=0, cause="drill")


@pytest.mark.parametrize("version", [0, -1, 4, 99])
def test_a_version_this_build_does_not_know(version: int) -> None:
    with pytest.raises(UnknownEventVersion, match=rf"siren version {version} is not known to this build \(newest: 3\)"):
        read_body(KIND, version, b"{}", STEPS)


def test_a_missing_step_is_named() -> None:
    with pytest.raises(UnknownEventVersion, match="siren version 2 has no upcaster"):
        read_body(KIND, 1, b'{"town": "Izmail", "seconds": 190}', {(KIND.name, 1): seconds_to_minutes})


@pytest.mark.parametrize("payload", [b'{"town": "Izmail"}', b"[]", b'"text"', b"null"])
def test_an_old_body_its_upcaster_cannot_read(payload: bytes) -> None:
    with pytest.raises(UndecodableEntry, match="siren version 1 cannot be upcast"):
        read_body(KIND, 1, payload, STEPS)


def test_an_upcast_body_is_validated() -> None:
    with pytest.raises(ValueError, match="minutes"):
        read_body(KIND, 1, b'{"town": "Izmail", "seconds": -120}', STEPS)
