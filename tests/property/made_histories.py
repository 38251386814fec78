"""Random histories for properties of the read models: texts, withdrawals and extractions in any order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from claimwire.events import Event, Stream, stream_of, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId
from claimwire.testing import completed, published, reported_claim, reported_strike, withdrawn
from claimwire.testing.made_extraction import MOMENT
from claimwire.views.schema import metadata

CLAIMS = [event_id("claim", str(number)) for number in range(3)]
STRIKES = [event_id("strike", str(number)) for number in range(2)]
SPEAKERS = ("Oksana Hrytsenko", "oksana hrytsenko", "Ihor Koval")

ARTICLES = st.sampled_from(["a-1", "a-2"])
NUMBERS = st.integers(1, 3)
MOMENTS = st.integers(0, 9).map(lambda hours: MOMENT + timedelta(hours=hours))


class Said(NamedTuple):
    """One event, and what the rules below need to know of it."""

    kind: str
    article: str
    revision: int
    event: Event
    generation: int = 0
    said_at: datetime = MOMENT
    facts: tuple[str, ...] = ()
    speaker: str = ""


@st.composite
def said(draw: st.DrawFn) -> Said:
    article, revision, generation = draw(ARTICLES), draw(NUMBERS), draw(NUMBERS)
    match draw(st.sampled_from(["text", "text", "withdrawal", "claim", "claim", "strike", "completed", "completed"])):
        case "text":
            moment = draw(MOMENTS)
            return Said("text", article, revision, published(article, revision, said_at=moment), said_at=moment)
        case "withdrawal":
            moment = draw(MOMENTS)
            return Said("withdrawal", article, revision, withdrawn(article, revision, said_at=moment), said_at=moment)
        case "claim":
            fact, speaker = draw(st.sampled_from(CLAIMS)), draw(st.sampled_from(SPEAKERS))
            source = {"text": "she", "start": 0, "end": 3, "name": speaker, "kind": "person"}
            event = reported_claim(article, fact, revision, generation, source=source)
            return Said("claim", article, revision, event, generation, facts=(fact,), speaker=speaker)
        case "strike":
            fact = draw(st.sampled_from(STRIKES))
            event = reported_strike(article, fact, revision, generation)
            return Said("strike", article, revision, event, generation, facts=(fact,))
        case _:
            claims = tuple(draw(st.lists(st.sampled_from(CLAIMS), unique=True)))
            strikes = tuple(draw(st.lists(st.sampled_from(STRIKES), unique=True)))
            event = completed(article, revision, generation, claims=claims, strikes=strikes)
            return Said("completed", article, revision, event, generation, facts=claims + strikes)


def extracted(article: str, revision: int, generation: int, said_at: datetime, facts: Sequence[str]) -> list[Said]:
    """A text, then what a well-behaved extractor says of it: the facts, then their list."""
    text = Said("text", article, revision, published(article, revision, said_at=said_at), said_at=said_at)
    claims, strikes = [f for f in facts if f in CLAIMS], [f for f in facts if f in STRIKES]
    reports = [
        Said("claim", article, revision, reported_claim(article, fact, revision, generation), generation,
             facts=(fact,), speaker=SPEAKERS[0]) for fact in claims
    ] + [
        Said("strike", article, revision, reported_strike(article, fact, revision, generation), generation,
             facts=(fact,)) for fact in strikes
    ]  # fmt: skip
    event = completed(article, revision, generation, claims=tuple(claims), strikes=tuple(strikes))
    return [text, *reports, Said("completed", article, revision, event, generation, facts=(*claims, *strikes))]


EXTRACTIONS = st.builds(
    extracted, ARTICLES, NUMBERS, NUMBERS, MOMENTS, st.lists(st.sampled_from(CLAIMS + STRIKES), min_size=1, unique=True)
)
HISTORIES = st.lists(said().map(lambda one: [one]) | EXTRACTIONS, max_size=14).map(
    lambda parts: [one for part in parts for one in part]
)


def entries(history: Sequence[Said | dict[bytes, bytes]], start: int = 0) -> list[Entry]:
    made = []
    for number, one in enumerate(history, start):
        stream = stream_of(one.event.data) if isinstance(one, Said) else Stream.ARTICLES
        fields = to_fields(one.event) if isinstance(one, Said) else one
        made.append(Entry(stream, EntryId(1_000_000 + number, 0), fields))
    return made


def dump(engine: Engine) -> dict[str, list[Any]]:
    with engine.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).mappings()))
            for table in metadata.sorted_tables
        }


def examples(views_kind: str, number: int) -> settings:
    """Fewer on a server: the tables of every example are made anew, and the rules are the same."""
    return settings(max_examples=number if views_kind == "sqlite" else number // 4, deadline=None)
