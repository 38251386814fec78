"""Any history, in any order and any cut, gives the facts that a simple reading of the rules gives.

The rules are written down a second time here, over plain dictionaries: they share no code with the
views but the events themselves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from claimwire.events import Event, Stream, stream_of, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId
from claimwire.testing import completed, published, reported_claim, reported_strike, withdrawn
from claimwire.testing.made_extraction import MOMENT
from claimwire.views import (
    ViewDatabase,
    current_articles,
    current_claims,
    current_places,
    current_speakers,
    current_strikes,
)
from claimwire.views.schema import metadata
from claimwire_projection.adapters.view_store import ViewStore

if TYPE_CHECKING:
    from tests.conftest import FreshViews

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


class Expected:
    """The rules, read from the start of the history to its end."""

    def __init__(self, history: Sequence[Said], as_of: datetime | None, recorded: int | None) -> None:
        known = history if recorded is None else history[: recorded + 1]
        first: dict[tuple[Any, ...], Said] = {}
        for one in known:
            # A repeated event says nothing new: the first one stands.
            first.setdefault(
                (one.kind, one.article, one.revision, one.generation, one.facts if one.kind != "completed" else ()), one
            )
        self._said = [
            one
            for one in first.values()
            if as_of is None or one.said_at <= as_of or one.kind not in {"text", "withdrawal"}
        ]

    def _of(self, kind: str, article: str) -> list[Said]:
        return [one for one in self._said if one.kind == kind and one.article == article]

    def _last_withdrawn(self, article: str) -> int:
        return max((one.revision for one in self._of("withdrawal", article)), default=0)

    def articles(self) -> set[tuple[str, int]]:
        newest = {
            (one.article, max(text.revision for text in self._of("text", one.article)))
            for one in self._said
            if one.kind == "text"
        }
        return {(article, revision) for article, revision in newest if revision > self._last_withdrawn(article)}

    def facts(self, kind: str) -> list[Said]:
        found = []
        for article in {one.article for one in self._said}:
            revisions = {one.revision for one in self._of("text", article)}
            whole = [one for one in self._of("completed", article) if one.revision in revisions]
            if not whole:
                continue
            newest = max(whole, key=lambda one: (one.revision, one.generation))
            if newest.revision <= self._last_withdrawn(article):
                continue
            found += [
                one
                for one in self._of(kind, article)
                if (one.revision, one.generation) == (newest.revision, newest.generation)
                and one.facts[0] in newest.facts
            ]
        return found

    def identities(self, kind: str) -> set[tuple[Any, ...]]:
        return {(one.article, one.revision, one.generation, one.facts[0]) for one in self.facts(kind)}

    def speakers(self) -> dict[str, int]:
        keys = [one.speaker.casefold() for one in self.facts("claim")]
        return {key: keys.count(key) for key in keys}


def entries(history: Sequence[Said | dict[bytes, bytes]], start: int = 0) -> list[Entry]:
    made = []
    for number, one in enumerate(history, start):
        stream = stream_of(one.event.data) if isinstance(one, Said) else Stream.ARTICLES
        fields = to_fields(one.event) if isinstance(one, Said) else one
        made.append(Entry(stream, EntryId(1_000_000 + number, 0), fields))
    return made


@contextmanager
def view(database: ViewDatabase, *batches: Sequence[Entry]) -> Iterator[Engine]:
    store, engine = ViewStore(database), database.reader()
    store.open("epoch", 0)
    try:
        for batch in batches:
            if batch:
                store.apply(batch)
        yield engine
    finally:
        store.close()
        engine.dispose()


def dump(engine: Engine) -> dict[str, list[Any]]:
    with engine.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).mappings()))
            for table in metadata.sorted_tables
        }


def check(engine: Engine, expected: Expected, as_of: datetime | None, recorded_as_of: datetime | None) -> None:
    times = {"as_of": as_of, "recorded_as_of": recorded_as_of}
    with engine.begin() as connection:
        found_articles = [(row.article_id, row.revision) for row in connection.execute(current_articles(**times))]
        found_claims = [
            (r.article_id, r.revision, r.generation, r.claim_id) for r in connection.execute(current_claims(**times))
        ]
        found_strikes = [
            (r.article_id, r.revision, r.generation, r.strike_id) for r in connection.execute(current_strikes(**times))
        ]
        found_speakers = {row.key: row.claims for row in connection.execute(current_speakers(**times))}
        found_places = [(row.key, row.strikes) for row in connection.execute(current_places(**times))]
    for found, wanted in (
        (found_articles, expected.articles()),
        (found_claims, expected.identities("claim")),
        (found_strikes, expected.identities("strike")),
    ):
        assert len(found) == len(set(found))
        assert set(found) == wanted
    assert found_speakers == expected.speakers()
    struck = {one.facts[0] for one in expected.facts("strike")}
    assert found_places == ([("kalyna", len(struck))] if struck else [])


def examples(views_kind: str, number: int) -> settings:
    """Fewer on a server: the tables of every example are made anew, and the rules are the same."""
    return settings(max_examples=number if views_kind == "sqlite" else number // 4, deadline=None)


def test_current_facts_are_those_of_the_rules_now_and_then(views_kind: str, fresh_views: "FreshViews") -> None:
    @examples(views_kind, 80)
    @given(history=HISTORIES, as_of=st.none() | MOMENTS, data=st.data())
    def holds(history: list[Said], as_of: datetime | None, data: st.DataObject) -> None:
        log = entries(history)
        recorded = data.draw(st.none() | st.integers(0, len(log) - 1)) if log else None

        with view(fresh_views(), log) as engine:
            check(engine, Expected(history, None, None), None, None)
            recorded_as_of = None if recorded is None else log[recorded].id.recorded_at
            check(engine, Expected(history, as_of, recorded), as_of, recorded_as_of)

    holds()


def test_a_history_told_twice_changes_no_fact(views_kind: str, fresh_views: "FreshViews") -> None:
    @examples(views_kind, 25)
    @given(history=HISTORIES)
    def holds(history: list[Said]) -> None:
        with view(fresh_views(), entries(history), entries(history, start=len(history))) as engine:
            check(engine, Expected(history, None, None), None, None)

    holds()


BROKEN = st.builds(lambda article: {b"subject": article.encode(), b"type": b"somebody.elses"}, ARTICLES)


def test_however_the_log_is_cut_the_view_is_the_one_rebuilt_from_zero(
    views_kind: str, fresh_views: "FreshViews"
) -> None:
    @examples(views_kind, 25)
    @given(history=HISTORIES, broken=st.lists(BROKEN, max_size=2), data=st.data())
    def holds(history: list[Said], broken: list[dict[bytes, bytes]], data: st.DataObject) -> None:
        mixed: list[Said | dict[bytes, bytes]] = [*history]
        for one in broken:
            mixed.insert(data.draw(st.integers(0, len(mixed))), one)
        log = entries(mixed)
        cuts = sorted(data.draw(st.lists(st.integers(0, len(log)), max_size=4)))
        batches = [log[start:end] for start, end in zip([0, *cuts], [*cuts, len(log)], strict=True)]

        with view(fresh_views(), *batches) as live, view(fresh_views(), log) as rebuilt:
            assert without_tracebacks(dump(live)) == without_tracebacks(dump(rebuilt))

    holds()


def without_tracebacks(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: [row.split("'traceback'")[0] for row in rows] for name, rows in tables.items()}
