"""What the read models promise, whatever database holds them."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import Select, event, func, select

from claimwire.errors import LogMismatch, ViewBehind, ViewInUse, ViewUnavailable
from claimwire.events import Event, Retry, Skip, Stream, new_event, stream_of, to_fields, type_of
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId, Position
from claimwire.testing import completed, published, reported_claim, reported_strike
from claimwire.views import (
    ViewDatabase,
    current_claims,
    current_strikes,
    read_checkpoint,
    view_name,
    wait_for,
)
from claimwire.views.schema import articles, claim_statuses, claims, listed_facts, parked, strike_places
from claimwire_projection.adapters.view_store import ViewStore

CLAIM = event_id("claim", "one")
OTHER_CLAIM = event_id("claim", "two")
STRIKE = event_id("strike", "one")
EPOCH = "epoch-1"


class View:
    """A store with the entries it is given, and a reader beside it."""

    def __init__(self, database: ViewDatabase) -> None:
        self.database = database
        self.store = ViewStore(database)
        self.store.open(EPOCH, 0)
        self.engine = database.reader()
        self._next = 0

    def entry(self, said: Event | dict[bytes, bytes], stream: Stream = Stream.ARTICLES) -> Entry:
        self._next += 1
        position = EntryId(1_000 + self._next, 0)
        if isinstance(said, Event):
            return Entry(stream_of(said.data), position, to_fields(said))
        return Entry(stream, position, said)

    def say(self, *said: Event | dict[bytes, bytes]) -> list[Entry]:
        entries = [self.entry(one) for one in said]
        self.store.apply(entries)
        return entries

    def rows(self, query: Select[Any]) -> list[Any]:
        with self.engine.begin() as connection:
            return list(connection.execute(query).all())

    def states(self) -> list[tuple[str, str | None, int]]:
        query = select(parked.c.state, parked.c.article_id, parked.c.attempts).order_by(parked.c.position)
        return [tuple(row) for row in self.rows(query)]

    def revisions(self, article: str) -> list[int]:
        return [row.revision for row in self.rows(select(articles).where(articles.c.article_id == article))]

    def close(self) -> None:
        self.store.close()
        self.engine.dispose()


@pytest.fixture
def view(views: ViewDatabase) -> Iterator[View]:
    opened = View(views)
    yield opened
    opened.close()


def command(body: Retry | Skip) -> Event:
    kind = type_of(body).name
    return new_event(body, id=event_id(kind, "operator"), subject="operator", source="test", time=published("a").time)


def retry(*entries: Entry, where: str = "view") -> Event:
    positions = [f"0:{entry.id}" for entry in entries]
    return command(Retry.model_validate({"operator": "Vera", "where": where, "positions": positions}))


def skip(*entries: Entry) -> Event:
    positions = tuple(f"0:{entry.id}" for entry in entries)
    return command(Skip(operator="Vera", where="view", positions=positions, note="a stray test entry"))


def unknown(article: str) -> dict[bytes, bytes]:
    return {**to_fields(published(article)), b"type": b"claimwire.article.painted"}


def too_large_for_a_database(article: str) -> Event:
    place = {"text": "Kalyna", "start": 16, "end": 22, "name": "Kalyna", "geonames_id": 2**80, "precision": "exact"}
    return reported_strike(article, STRIKE, places=[place])


def test_rows_and_checkpoint_are_there_together(view: View) -> None:
    entries = view.say(
        published("a-1"),
        reported_claim("a-1", CLAIM),
        reported_strike("a-1", STRIKE),
        completed("a-1", claims=(CLAIM,), strikes=(STRIKE,)),
    )

    [claim] = view.rows(current_claims())
    [strike] = view.rows(current_strikes())
    assert (claim.claim_id, claim.position, claim.recorded_at) == (CLAIM, entries[1].id, entries[1].id.recorded_at)
    assert (strike.strike_id, strike.said_at) == (STRIKE, published("a-1").time)
    assert strike.body["places"][0]["name"] == "Kalyna"
    with view.engine.begin() as connection:
        found = read_checkpoint(connection)
    assert found
    assert (found.epoch, found.position) == (EPOCH, Position(0, entries[-1].id))


def test_a_view_goes_on_where_it_stopped(view: View) -> None:
    entries = view.say(published("a-1"))
    view.store.close()
    again = ViewStore(view.database)

    assert again.open(EPOCH, 0) == entries[-1].id
    again.close()


def test_a_repeated_event_changes_nothing_even_if_it_says_something_else(view: View) -> None:
    first = [reported_claim("a-1", CLAIM), completed("a-1", claims=(CLAIM,))]
    changed = [
        reported_claim("a-1", CLAIM, act="deny", verification=first[0].data.model_dump()["verification"] * 2),
        completed("a-1", claims=(CLAIM, OTHER_CLAIM)),
    ]
    place = reported_strike("a-1", STRIKE).data.model_dump()["places"]
    view.say(published("a-1"), *first, reported_strike("a-1", STRIKE))

    view.say(published("a-1", text="another text"), *changed, reported_strike("a-1", STRIKE, places=place * 2))

    assert [row.text for row in view.rows(select(articles))] == [published("a-1").data.model_dump()["text"]]
    assert [row.act for row in view.rows(select(claims))] == ["say"]
    counts = [
        view.rows(select(func.count()).select_from(table)) for table in (claim_statuses, listed_facts, strike_places)
    ]
    assert counts == [[(1,)], [(1,)], [(1,)]]


def test_a_second_projection_on_the_same_view_is_told_so_at_once(view: View) -> None:
    other = ViewStore(view.database)

    with pytest.raises(ViewInUse, match=r"another process writes .*: stop one of the two"):
        other.open(EPOCH, 0)

    view.store.close()
    assert other.open(EPOCH, 0) == EntryId.START
    other.close()


def test_a_projection_that_slipped_in_all_the_same_finds_the_checkpoint_moved(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on PostgreSQL, when the connection that holds the lock is lost.
    monkeypatch.setattr(type(view.database), "lock", lambda _: nullcontext())
    other = ViewStore(view.database)
    other.open(EPOCH, 0)
    view.say(published("a-1"))

    with pytest.raises(ViewInUse, match=rf"another projection writes .*{view_name()}.*Stop one of the two"):
        other.apply([view.entry(published("a-2"))])
    other.close()
    assert view.revisions("a-2") == []


def test_a_view_of_another_log_is_refused(view: View) -> None:
    view.say(published("a-1"))
    view.store.close()
    other = ViewStore(view.database)

    with pytest.raises(LogMismatch, match=r"epoch epoch-1, .* of epoch epoch-2: .*(delete the file|drop the schema)"):
        other.open("epoch-2", 0)
    other.close()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (unknown("a-1"), "UnknownEventType: event type 'claimwire.article.painted'"),
        ({**to_fields(published("a-1")), b"version": b"7"}, "UnknownEventVersion"),
        ({**to_fields(published("a-1")), b"payload": b"{"}, "UndecodableEntry"),
        (too_large_for_a_database("a-1"), ("OverflowError", "DataError")),
        (reported_claim("a-1", CLAIM, revision=2**70), ("OverflowError", "DataError")),
    ],
    ids=["unknown type", "newer version", "broken payload", "number too large", "revision too large"],
)
def test_what_cannot_be_applied_is_parked_and_its_article_waits(
    view: View, bad: Event | dict[bytes, bytes], error: str | tuple[str, ...]
) -> None:
    entries = view.say(published("a-0"), bad, published("a-1", 2), published("a-2"))

    assert view.states() == [("parked", "a-1", 1), ("queued", "a-1", 0)]
    assert [view.revisions(article) for article in ("a-0", "a-1", "a-2")] == [[1], [], [1]]
    [first, second] = view.rows(select(parked).order_by(parked.c.position))
    assert (first.position, first.error.startswith(error), second.error) == (entries[1].id, True, None)
    assert "Traceback" in first.traceback
    view.say(published("a-1", 3), published("a-0", 2))
    assert [state for state, *_ in view.states()] == ["parked", "queued", "queued"]
    assert view.revisions("a-0") == [1, 2]


def test_a_strangers_entry_holds_nobody_up(view: View) -> None:
    entries = view.say({b"\xff\x00": b"\xfe"}, {}, published("a-1"))

    assert view.states() == [("parked", None, 1), ("parked", None, 1)]
    assert view.revisions("a-1") == [1]
    assert view.rows(select(parked.c.fields))[0].fields == [
        {"name": "\\xff\\x00", "value": "/g==", "encoding": "base64"}
    ]
    view.say(skip(*entries[:2]))
    assert [state for state, *_ in view.states()] == ["skipped", "skipped"]


def test_an_entry_at_a_time_that_no_calendar_has_is_parked(view: View) -> None:
    view.store.apply([Entry(Stream.ARTICLES, EntryId(2**63, 0), to_fields(published("a-1")))])

    assert view.states() == [("parked", "a-1", 1)]


def test_a_retry_that_fails_again_stays_parked(view: View) -> None:
    [bad, _] = view.say(unknown("a-1"), published("a-1"))

    view.say(retry(bad))

    assert view.states() == [("parked", "a-1", 2), ("queued", "a-1", 0)]
    assert view.revisions("a-1") == []


def test_a_retry_applies_the_entry_and_then_its_queue_in_order(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("a projection with a mistake")

    with monkeypatch.context() as mistaken:
        mistaken.setattr("claimwire_projection.adapters.ready_batch.rows_of", refuse)
        [bad, *_] = view.say(published("a-1"))
    view.say(published("a-1", 2), published("a-1", 3))
    assert [state for state, *_ in view.states()] == ["parked", "queued", "queued"]

    view.say(retry(bad), published("a-1", 4))

    assert view.states() == [("retried", "a-1", 2), ("retried", "a-1", 1), ("retried", "a-1", 1)]
    assert view.revisions("a-1") == [1, 2, 3, 4]
    assert view.rows(select(articles.c.position).where(articles.c.revision == 1)) == [(bad.id,)]


def test_a_skip_lets_the_queue_go_until_the_next_bad_one(view: View) -> None:
    [bad, _, worse, _] = view.say(unknown("a-1"), published("a-1"), unknown("a-1"), published("a-1", 2))

    view.say(skip(bad))

    assert view.states() == [("skipped", "a-1", 1), ("retried", "a-1", 1), ("parked", "a-1", 1), ("queued", "a-1", 0)]
    assert view.revisions("a-1") == [1]
    view.say(skip(worse))
    assert view.revisions("a-1") == [1, 2]


def test_a_queued_entry_can_be_skipped_alone(view: View) -> None:
    [bad, queued, _] = view.say(unknown("a-1"), published("a-1"), published("a-1", 2))

    view.say(skip(queued))
    assert [state for state, *_ in view.states()] == ["parked", "skipped", "queued"]

    view.say(skip(bad))
    assert view.revisions("a-1") == [2]


def test_entries_that_strangers_gave_one_id_are_kept_apart(view: View) -> None:
    position = EntryId(1_000, 0)
    view.store.apply([Entry(stream, position, unknown("a-1")) for stream in (Stream.ARTICLES, Stream.CLAIMS)])
    view.say(published("a-1"))
    assert [state for state, *_ in view.states()] == ["parked", "queued", "queued"]

    view.say(skip(Entry(Stream.ARTICLES, position, {})))

    assert [state for state, *_ in view.states()] == ["skipped", "skipped", "retried"]
    assert view.revisions("a-1") == [1]


def test_a_command_about_something_else_changes_nothing(view: View) -> None:
    [bad, queued, good] = view.say(unknown("a-1"), published("a-1"), published("a-2"))

    view.say(retry(bad, where="dead"), retry(queued), retry(good), skip(good))
    elsewhere = command(Skip(operator="Vera", where="view", positions=(f"1:{bad.id}",), note="of another partition"))
    view.say(elsewhere)

    assert view.states() == [("parked", "a-1", 1), ("queued", "a-1", 0)]


def test_a_command_that_names_no_position_is_parked_itself(view: View) -> None:
    view.say(command(Retry(operator="Vera", where="view", positions=("yesterday",))), published("a-1"))

    assert view.states() == [("parked", None, 1)]
    assert view.revisions("a-1") == [1]


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
def test_a_full_disk_parks_nothing_and_the_same_batch_goes_in_later(view: View) -> None:
    full = True

    def limit(connection: Any, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] if full else 2**30
        connection.execute(f"PRAGMA max_page_count = {pages}")

    engine = view.store._engine
    assert engine
    event.listen(engine, "checkout", limit)
    batch = [view.entry(published(f"a-{number}", text="x" * 9_000)) for number in range(20)]

    with pytest.raises(ViewUnavailable, match="disk is full"):
        view.store.apply(batch)
    assert view.states() == []
    assert view.rows(select(articles)) == []

    full = False
    view.store.apply(batch)
    assert len(view.rows(select(articles))) == 20


async def test_waiting_for_a_position_ends_when_the_view_is_there(view: View) -> None:
    [entry] = view.say(published("a-1"))
    beyond = Position(0, EntryId(entry.id.ms, 1))

    await wait_for(view.engine, Position(0, entry.id), within_s=0)

    with pytest.raises(
        ViewBehind, match=rf"{view_name()} stands at 0:{entry.id} and did not reach {beyond} within 0 s"
    ):
        await wait_for(view.engine, beyond, within_s=0)


async def test_waiting_for_a_view_that_nobody_has_made_ends_too(views: ViewDatabase) -> None:
    engine = views.reader()

    with pytest.raises(ViewBehind, match="stands at nothing"):
        await wait_for(engine, Position(0, EntryId(1, 0)), within_s=0)
    engine.dispose()
