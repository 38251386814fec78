"""Any history, in any order and any cut, gives the facts that a simple reading of the rules gives.

The rules are written down a second time here, over plain dictionaries: they share no code with the
views but the events themselves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from tests.property.made_histories import ARTICLES, HISTORIES, MOMENTS, Said, dump, entries, examples

from claimwire.log import Entry
from claimwire.views import (
    ViewDatabase,
    current_articles,
    current_claims,
    current_strikes,
    places_of,
    speakers_of,
)
from claimwire_projection.adapters.view_store import ViewStore

if TYPE_CHECKING:
    from tests.conftest import FreshViews


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
        found_speakers = {row.key: row.claims for row in connection.execute(speakers_of(current_claims(**times)))}
        found_places = [(row.key, row.strikes) for row in connection.execute(places_of(current_strikes(**times)))]
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
