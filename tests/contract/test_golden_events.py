"""Entries stored once and never rewritten: what today's code reads is what was said then."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimwire.events import EVENT_TYPES, from_fields, from_json, to_fields, to_json

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
ENTRIES = sorted(GOLDEN.glob("*.json"))
WRITTEN_TODAY = [
    path for path in ENTRIES if int(path.stem.rpartition(".v")[2]) == EVENT_TYPES[path.stem.rpartition(".v")[0]].version
]


def stored(path: Path) -> dict[bytes, bytes]:
    return {name.encode(): value.encode() for name, value in json.loads(path.read_text(encoding="utf-8")).items()}


def validator(schema: str) -> Draft202012Validator:
    document = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_type_and_version_ever_written_has_a_golden_entry() -> None:
    expected = {
        f"{kind.name}.v{version}.json" for kind in EVENT_TYPES.values() for version in range(1, kind.version + 1)
    }

    assert {path.name for path in ENTRIES} == expected


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_todays_code_reads_it(path: Path) -> None:
    fields = stored(path)

    event = from_fields(fields)

    kind = EVENT_TYPES[path.stem.rpartition(".v")[0]]
    assert (event.type, event.version, type(event.data)) == (kind.name, kind.version, kind.body)
    assert event.id == fields[b"id"].decode()
    assert event.subject == fields[b"subject"].decode()


@pytest.mark.parametrize("path", WRITTEN_TODAY, ids=lambda path: path.stem)
def test_todays_code_writes_it_back_byte_for_byte(path: Path) -> None:
    fields = stored(path)

    assert to_fields(from_fields(fields)) == fields


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_json_line_carries_the_same_event(path: Path) -> None:
    event = from_fields(stored(path))

    line = to_json(event)

    assert "\n" not in line
    assert from_json(line) == event
    assert from_json(line.encode()) == event


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_its_published_schema_accepts_the_body(path: Path) -> None:
    body: dict[str, Any] = json.loads(stored(path)[b"payload"])
    schema = validator(path.name)

    assert list(schema.iter_errors(body)) == []
    assert list(schema.iter_errors({**body, "colour": "blue"})) != [], "the schema refuses unknown fields"
    assert list(schema.iter_errors({})) != [], "the schema requires fields"


@pytest.mark.parametrize("path", WRITTEN_TODAY, ids=lambda path: path.stem)
def test_the_envelope_schema_accepts_the_event(path: Path) -> None:
    event = json.loads(to_json(from_fields(stored(path))))

    assert list(validator("claimwire.envelope.v1.json").iter_errors(event)) == []
    assert list(validator("claimwire.envelope.v1.json").iter_errors({**event, "specversion": "0.3"})) != []


def test_spans_of_the_stored_facts_are_words_of_the_stored_article() -> None:
    """The article holds a character outside the basic plane, so counting in UTF-16 units would show."""
    article = json.loads(stored(GOLDEN / "claimwire.article.published.v1.json")[b"payload"])["text"]
    spans: list[dict[str, Any]] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if {"text", "start", "end"} <= value.keys() and value["start"] is not None:
                spans.append(value)
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for name in ("claim.reported", "strike.reported", "extraction.completed"):
        collect(json.loads(stored(GOLDEN / f"claimwire.{name}.v1.json")[b"payload"]))

    assert len(spans) > 15
    assert [span for span in spans if article[span["start"] : span["end"]] != span["text"]] == []
