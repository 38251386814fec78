"""Entries and lines that are not our events: the right error, and a message that says what is wrong."""

import json
from typing import Any

import pytest

from claimwire.errors import UndecodableEntry, UnknownEventType, UnknownEventVersion
from claimwire.events import from_fields, from_json

ID = "3ec00786-cbdd-556f-8e89-fe8337f7fa0b"
BODY = {
    "claim_id": "83bf75c4-2aec-5817-9122-c9c13862f237",
    "article_id": "a-1",
    "revision": 1,
    "generation": 1,
    "source": {"text": "she", "start": 0, "end": 3, "name": "Olena Brandt", "kind": "person"},
    "act": "say",
    "content": [{"text": "the mole was dark", "start": 9, "end": 26}],
    "quotation": "indirect",
}
ENTRY = {
    b"specversion": b"1.0",
    b"id": ID.encode(),
    b"source": b"claimwire/extractor",
    b"type": b"claimwire.claim.reported",
    b"version": b"2",
    b"subject": b"a-1",
    b"time": b"2031-03-04T06:31:02Z",
    b"dataschema": b"urn:claimwire:schema:claimwire.claim.reported:2",
    b"correlationid": ID.encode(),
    b"payload": json.dumps(BODY).encode(),
}


def entry(**changes: bytes | None) -> dict[bytes, bytes]:
    changed = {**ENTRY, **{name.encode(): value for name, value in changes.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def body(**changes: Any) -> bytes:
    return json.dumps({**BODY, **changes}).encode()


def test_the_entry_is_good_before_it_is_broken() -> None:
    assert from_fields(ENTRY).id == ID


def test_attributes_of_other_cloudevents_extensions_are_let_pass() -> None:
    assert from_fields(entry(partitionkey=b"\xff")) == from_fields(ENTRY)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "not a claimwire event: it has no 'type'"),
        ({b"data": b"{}"}, r"among its fields \[b'data'\]"),
        (entry(payload=None), "it has no b'payload'"),
        (entry(type=None), "it has no 'type'"),
        (entry(version=None), "it has no 'version'"),
        (entry(version=b"one"), "invalid literal for int"),
        (entry(subject=b"\xff\xfe"), "codec can't decode"),
        (entry(type=b"\xff"), "codec can't decode"),
        (entry(payload=b"{"), "does not validate: .*Invalid JSON"),
        (entry(payload=b""), "Invalid JSON"),
        (entry(payload=b'"\xff"'), "Invalid JSON"),
        (entry(payload=b"[" * 5000), "Invalid JSON"),
        (entry(payload=b'{"claim_id": "\\ud800"}'), "Invalid JSON: .*hex escape"),
        (entry(payload=b"null"), "should be an object"),
        (entry(payload=body(colour="blue")), "colour: Extra inputs are not permitted"),
        (entry(payload=body(content=[])), "content: Tuple should have at least 1 item"),
        (entry(payload=body(content=[{"text": "dark", "start": 3, "end": 8}])), "4 code points cannot run from 3 to 8"),
        (entry(payload=body(content=[{"text": "dark", "start": 8, "end": 4}])), "4 code points cannot run from 8 to 4"),
        (entry(payload=body(act="mutter")), "act: Input should be 'say'"),
        (entry(payload=body(claim_id="C-1")), "claim_id: String should match pattern"),
        (entry(payload=body(claim_id=ID.upper())), "claim_id: String should match pattern"),
        (entry(id=b"1-0"), "id: String should match pattern"),
        (entry(time=b"2031-03-04T06:31:02"), "time: Input should have timezone info"),
        (entry(specversion=b"0.3"), "specversion: Input should be '1.0'"),
        (entry(subject=None), "subject: Field required"),
        (entry(traceparent=b"00-x"), "traceparent: String should match pattern"),
    ],
)
def test_entry(fields: dict[bytes, bytes], message: str) -> None:
    with pytest.raises(UndecodableEntry, match=message):
        from_fields(fields)


def test_an_unknown_type_is_told_from_a_broken_entry() -> None:
    with pytest.raises(UnknownEventType, match=r"'claimwire\.weather\.changed' is not known to this build"):
        from_fields(entry(type=b"claimwire.weather.changed"))


@pytest.mark.parametrize("version", [b"3", b"0", b"-1"])
def test_a_newer_version_is_told_from_a_broken_entry(version: bytes) -> None:
    with pytest.raises(UnknownEventVersion, match=r"is not known to this build \(newest: 2\)"):
        from_fields(entry(version=version))


LINE = {name.decode(): value.decode() for name, value in ENTRY.items() if name != b"payload"} | {
    "version": 2,
    "data": BODY,
}


def test_the_line_is_good_before_it_is_broken() -> None:
    assert from_json(json.dumps(LINE)) == from_fields(ENTRY)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "the line is not JSON"),
        ("{", "the line is not JSON"),
        (b"\xff\xfe", "the line is not JSON"),
        ("\ud800", "the line is not JSON"),
        ("[" * 100_000, "the line is not JSON: recursion limit"),
        ("[]", "it has no data"),
        ("null", "it has no data"),
        ("{}", "it has no data"),
        (json.dumps({"data": BODY}), "it has no 'type'"),
        (json.dumps({**LINE, "data": None}), "should be an object"),
        (json.dumps({**LINE, "data": {**BODY, "revision": float("nan")}}), "the line is not JSON"),
        (json.dumps({**LINE, "data": {**BODY, "lemma": "\ud800"}}), "the line is not JSON: .*hex escape"),
        (json.dumps({**LINE, "version": "1.5"}), "invalid literal for int"),
    ],
)
def test_line(line: str | bytes, message: str) -> None:
    with pytest.raises(UndecodableEntry, match=message):
        from_json(line)
