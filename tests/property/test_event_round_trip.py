"""Any event of any type comes back from Redis fields and from JSON as it went in.

Bodies are drawn from the models themselves, so a new field or type is covered the day it is added.
"""

import json
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from annotated_types import Ge, Le, MinLen
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, JsonValue
from pydantic.fields import FieldInfo

from claimwire.events import (
    EVENT_TYPES,
    Actor,
    ContractModel,
    Event,
    EventType,
    Quantity,
    Span,
    from_fields,
    from_json,
    new_event,
    to_fields,
    to_json,
)

Strategy = st.SearchStrategy[Any]

# All but lone surrogates, which are no Unicode text; newlines, NUL and astral characters included.
LETTERS = st.characters(exclude_categories=["Cs"])
OFFSETS = st.builds(timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - hypothesis wants it naive
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS), inner, max_size=3),
    max_leaves=5,
)


def limit(limits: list[Any], kind: type, attribute: str, default: Any) -> Any:
    return max((getattr(item, attribute) for item in limits if isinstance(item, kind)), default=default)


def value(annotation: Any, limits: list[Any]) -> Strategy:
    """Draw what a field's annotation and limits allow."""
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = [
            part for extra in arguments[1:] for part in (extra.metadata if isinstance(extra, FieldInfo) else [extra])
        ]
        return value(arguments[0], [*limits, *inner])
    if get_origin(annotation) in {Union, UnionType}:
        return st.one_of(*(value(member, limits) for member in arguments))
    if get_origin(annotation) is Literal:
        return st.sampled_from(arguments)
    if get_origin(annotation) is tuple:
        return st.lists(value(arguments[0], []), min_size=limit(limits, MinLen, "min_length", 0), max_size=3).map(tuple)
    return single(annotation, limits)


def single(annotation: Any, limits: list[Any]) -> Strategy:
    if isinstance(annotation, type) and issubclass(annotation, ContractModel):
        return model(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return st.sampled_from(annotation)
    return scalar(annotation, limits)


def scalar(annotation: Any, limits: list[Any]) -> Strategy:
    pattern = next((item.pattern for item in limits if getattr(item, "pattern", None)), None)
    if annotation is str and pattern:
        return st.from_regex(pattern.removesuffix("$") + r"\Z")
    smallest, greatest = limit(limits, Ge, "ge", None), limit(limits, Le, "le", None)
    return {
        str: st.text(LETTERS, min_size=limit(limits, MinLen, "min_length", 0), max_size=20),
        int: st.integers(smallest, greatest),
        float: st.floats(smallest, greatest),
        bool: st.booleans(),
        date: st.dates(),
        AwareDatetime: MOMENTS,
        JsonValue: JSON,
        NoneType: st.none(),
    }[annotation]


def model(kind: type[ContractModel]) -> st.SearchStrategy[ContractModel]:
    fields = {name: value(field.annotation, list(field.metadata)) for name, field in kind.model_fields.items()}
    return st.fixed_dictionaries(fields).map(lambda drawn: kind(**consistent(kind, drawn)))


def consistent(kind: type[ContractModel], drawn: dict[str, Any]) -> dict[str, Any]:
    """Mend what the fields say of each other."""
    if issubclass(kind, Span) or (kind is Actor and None not in (drawn["text"], drawn["start"])):
        drawn = {**drawn, "text": drawn["text"] or "x"}
        drawn["end"] = drawn["start"] + len(drawn["text"])
    elif kind is Actor:
        drawn = {**drawn, "text": None, "start": None, "end": None}
    if kind is Quantity and None not in (drawn["min"], drawn["max"]):
        drawn = {**drawn, "min": min(drawn["min"], drawn["max"]), "max": max(drawn["min"], drawn["max"])}
    return drawn


def event(kind: EventType) -> st.SearchStrategy[Event]:
    envelope = {name: value(Event.model_fields[name].annotation, list(Event.model_fields[name].metadata))
                for name in ("id", "subject", "source", "time", "traceparent")}  # fmt: skip
    return st.builds(new_event, model(kind.body), **envelope)


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda kind: kind.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_round_trip(kind: EventType, data: st.DataObject) -> None:
    said = data.draw(event(kind))

    fields = to_fields(said)
    line = to_json(said)

    assert from_fields(fields) == said
    assert to_fields(from_fields(fields)) == fields
    assert from_json(line) == said
    assert "\n" not in line
    assert json.loads(line)["data"] == json.loads(fields[b"payload"])


@given(before=st.text(LETTERS), words=st.text(LETTERS, min_size=1), after=st.text(LETTERS))
def test_a_span_counts_code_points(before: str, words: str, after: str) -> None:
    start = len(before)

    span = Span(text=words, start=start, end=start + len(words))

    assert (before + words + after)[span.start : span.end] == span.text
    assert Span.model_validate_json(span.model_dump_json()) == span


@given(words=st.text(min_size=1), start=st.integers(0, 10**7), length=st.integers(-5, 60))
def test_a_span_that_does_not_fit_its_words_cannot_be_made(words: str, start: int, length: int) -> None:
    readable = not any("\ud800" <= letter <= "\udfff" for letter in words)

    if readable and length == len(words):
        assert Span(text=words, start=start, end=start + length).text == words
    else:
        with pytest.raises(ValueError, match=r"cannot run from|greater than or equal|unicode string"):
            Span(text=words, start=start, end=start + length)


@pytest.mark.parametrize("broken", ["\ud83d", "a\udfff", "\ud83d \ude80"])
def test_a_lone_surrogate_is_refused_when_an_event_is_made(broken: str) -> None:
    with pytest.raises(ValueError, match="unable to parse raw data as a unicode string"):
        Span(text=broken, start=0, end=len(broken))
