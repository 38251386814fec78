"""What the read models promise of an article that is taken down, whatever database holds them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Table, select
from tests.conftest import FreshViews

from claimwire.errors import ViewUnavailable
from claimwire.events import Event, Retry, Stream, new_event, stream_of, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry, EntryId
from claimwire.subscriptions import dead_letter
from claimwire.takedown import takedown_command, tombstone
from claimwire.testing import extracted, published, reported_claim, withdrawn
from claimwire.views import ViewDatabase
from claimwire.views.schema import metadata
from claimwire_projection.adapters.view_store import ViewStore

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
BY_HAND = {"checkpoints", "redactions"}


def told(table: Table) -> list[Column[object]]:
    """All but where in the code something went wrong, which depends on how batches were cut."""
    return [column for column in table.columns if column.name != "traceback"]


class View:
    """A store that numbers the entries it is given."""

    def __init__(self, database: ViewDatabase) -> None:
        self.database = database
        self.store = ViewStore(database)
        self.store.open("epoch", 0)
        self.said: list[Entry] = []

    def say(self, *said: Event | Entry) -> None:
        entries = []
        for one in said:
            position = EntryId(1_000 + len(self.said), 0)
            stream, fields = (
                (one.stream, one.fields) if isinstance(one, Entry) else (stream_of(one.data), to_fields(one))
            )
            entries.append(Entry(stream, position, fields))
            self.said.append(entries[-1])
        self.store.apply(entries)

    def tables(self) -> Mapping[str, list[str]]:
        engine = self.database.reader()
        with engine.begin() as connection:
            found = {
                table.name: sorted(map(repr, connection.execute(select(*told(table))).mappings()))
                for table in metadata.sorted_tables
            }
        engine.dispose()
        return found

    def counts(self) -> Mapping[str, int]:
        return {name: len(rows) for name, rows in self.tables().items() if rows and name not in BY_HAND}


@pytest.fixture
def view(views: ViewDatabase) -> Iterator[View]:
    made = View(views)
    yield made
    made.store.close()


def takedown(article: str = "a-1") -> Event:
    return takedown_command(article, operator="desk", reason="court order", now=NOON)


def letter(article: str, **fields: bytes) -> Event:
    held = {name.encode(): value for name, value in fields.items()} or to_fields(published(article))
    delivery = Delivery(Entry(Stream.ARTICLES, EntryId(5, 0), held), 3)
    return dead_letter(delivery, ValueError("no"), group="g", consumer="c", service="claimwire/extractor", now=NOON)


def story(article: str) -> list[Event | Entry]:
    claim = event_id("claim", article)
    return [
        published(article),
        *extracted(article),
        published(article, 2),
        withdrawn(article, 2),
        letter(article),
        letter(article, blob=article.encode() + b"\xff", number=b"1" + article.encode()),
        Entry(Stream.CLAIMS, EntryId.START, {**to_fields(reported_claim(article, claim)), b"version": b"99"}),
        published(article, 3),
        Entry(Stream.DEAD, EntryId.START, {b"blob": article.encode()}),
    ]


STORY = {
    "articles": 2,
    "withdrawals": 1,
    "claims": 1,
    "claim_statuses": 1,
    "strikes": 1,
    "strike_places": 1,
    "extractions": 1,
    "listed_facts": 2,
    "dead_letters": 2,
    "parked": 3,
}


def test_all_rows_of_it_go_and_no_others(view: View) -> None:
    view.say(*story("a-1"))
    assert view.counts() == STORY
    view.say(*story("a-2"))
    assert view.counts() == {name: 2 * number for name, number in STORY.items()}

    view.say(takedown("a-1"))

    assert view.counts() == STORY
    assert "'a-1'" not in str({name: rows for name, rows in view.tables().items() if name != "redactions"})
    [row] = view.tables()["redactions"]
    assert "'a-1'" in row
    assert "court order" in row


def test_what_comes_later_makes_no_rows_and_others_go_on(view: View) -> None:
    view.say(published("a-1"))
    view.say(takedown(), *story("a-1"), published("b"))
    view.say(*story("a-1"), published("c"))
    for one in story("a-1"):
        view.say(one)
    assert view.counts() == {"articles": 2}


def test_twice_and_of_an_unknown_article(view: View) -> None:
    view.say(*story("a-1"), takedown("nobody"), takedown(), takedown())
    assert view.counts() == {}
    assert len(view.tables()["redactions"]) == 2


def test_what_was_parked_of_it_cannot_be_tried_again(view: View) -> None:
    view.say(*story("a-1"), takedown())
    positions = tuple(f"0:{entry.id}" for entry in view.said)
    body = Retry(operator="Vera", where="view", positions=positions)
    view.say(new_event(body, id=event_id("retry", "1"), subject="x", source="test", time=NOON))
    assert view.counts() == {}


def test_a_build_from_tombstones_is_the_same(view: View, fresh_views: FreshViews) -> None:
    view.say(*story("a-2"), *story("a-1"), takedown(), *story("a-1"))
    command = next(entry.event() for entry in view.said if entry.stream is Stream.CONTROL)
    other = View(fresh_views())
    for entry in view.said:
        if entry.stream is Stream.CONTROL or len(other.said) < 11:
            other.say(entry)
        else:
            made = tombstone(entry, "a-1", command)
            other.say(Entry(made.stream, made.id, to_fields(made.event)))
    assert other.tables() == view.tables()
    other.store.close()


@pytest.mark.parametrize("read", [3, 11, 14, 30])
def test_a_build_that_is_told_early_comes_to_the_same(view: View, fresh_views: FreshViews, read: int) -> None:
    view.say(*story("a-1"), *story("a-2"), takedown(), *story("a-1"))
    behind = View(fresh_views())
    behind.say(*view.said[:read])

    behind.store.take_down(view.store.taken_down())
    behind.store.take_down(view.store.taken_down())

    assert "'a-1'" not in str({name: rows for name, rows in behind.tables().items() if name != "redactions"})
    for entry in view.said[read:]:
        behind.say(entry)
    assert behind.tables() == view.tables()
    behind.store.close()


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
def test_the_words_leave_the_file_and_its_write_ahead_log(view: View, tmp_path: Path) -> None:
    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    view.say(published("a-1", text="Sesquipedalian " * 2_000, headline="Sesquipedalian"), published("b", text="stays"))
    engine = view.database.reader()
    assert b"Sesquipedalian" in files()
    with engine.begin() as reading:
        assert reading.execute(select(metadata.tables["articles"])).all()
        view.say(takedown())
        assert b"Sesquipedalian" in files()
    engine.dispose()

    view.store.scrub()

    assert b"Sesquipedalian" not in files()
    assert b"stays" in files()


def test_a_reader_in_the_way_is_told_of(view: View, views_kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if views_kind == "postgres":
        view.store.scrub()
        return
    view.store.close()
    monkeypatch.setattr("claimwire.views.sqlite_views._BUSY_MS", 50)
    view.store.open("epoch", 0)
    view.say(published("a-1"))
    engine = view.database.reader()
    with engine.begin() as reading:
        assert reading.execute(select(metadata.tables["articles"])).all()
        view.say(takedown())
        with pytest.raises(ViewUnavailable, match="reads it for long"):
            view.store.scrub()
    engine.dispose()
    view.store.scrub()
