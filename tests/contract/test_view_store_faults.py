"""What happens to the read models when the way to the database, or what it is given, is bad."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, StaticPool, create_engine, event, select
from sqlalchemy.exc import OperationalError

from claimwire.errors import ViewDamaged, ViewInUse, ViewUnavailable
from claimwire.events import Event, Stream, stream_of, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId
from claimwire.subscriptions import read_fields, written_fields
from claimwire.testing import completed, published, reported_claim
from claimwire.views import PostgresViews, SqliteViews, ViewDatabase, current_claims
from claimwire.views.schema import articles, parked
from claimwire_projection.adapters.view_store import ViewStore

ON_POSTGRES = pytest.mark.parametrize("views_kind", ["postgres"], indirect=True)
CLAIM = event_id("claim", "one")


@pytest.fixture
def store(views: ViewDatabase) -> Iterator[ViewStore]:
    opened = ViewStore(views)
    opened.open("epoch", 0)
    yield opened
    opened.close()


def entries(*said: Event | dict[bytes, bytes]) -> list[Entry]:
    return [
        Entry(stream_of(one.data), EntryId(number, 0), to_fields(one))
        if isinstance(one, Event)
        else Entry(Stream.ARTICLES, EntryId(number, 0), one)
        for number, one in enumerate(said, 1)
    ]


def rows(views: ViewDatabase, query: Select[Any]) -> list[Any]:
    engine = views.reader()
    with engine.begin() as connection:
        found = list(connection.execute(query).all())
    engine.dispose()
    return found


def terminate_all(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()


def test_a_commit_whose_answer_was_lost_is_not_taken_for_another_projection(
    store: ViewStore, views: ViewDatabase
) -> None:
    def commit_and_lose_the_answer(connection: Connection) -> None:
        event.remove(store._engine, "commit", commit_and_lose_the_answer)
        connection.connection.commit()
        raise OperationalError("COMMIT", None, Exception("the connection was lost"))

    batch = entries(published("a-1"), published("a-2"))
    event.listen(store._engine, "commit", commit_and_lose_the_answer)
    with pytest.raises(ViewUnavailable, match="the connection was lost"):
        store.apply(batch)

    store.apply(batch)
    store.apply([Entry(Stream.ARTICLES, EntryId(9, 0), to_fields(published("a-3")))])

    assert {row.article_id for row in rows(views, select(articles))} == {"a-1", "a-2", "a-3"}


def test_text_with_nul_is_stored_and_keeps_its_offsets(store: ViewStore, views: ViewDatabase, views_kind: str) -> None:
    source = {"text": "she", "start": 0, "end": 3, "name": "Ihor\0Koval \\u0000", "kind": "person"}
    claim = reported_claim("a-1", CLAIM, source=source)
    store.apply(entries(published("a-1", text="one\0two"), claim, completed("a-1", claims=(CLAIM,))))

    held = "\0" if views_kind == "sqlite" else "\ufffd"
    assert [row.text for row in rows(views, select(articles))] == [f"one{held}two"]
    [found] = rows(views, current_claims())
    assert found.speaker_name == found.body["source"]["name"] == f"Ihor{held}Koval \\u0000"
    assert rows(views, select(parked)) == []


def test_an_entry_with_nul_everywhere_is_parked_and_can_be_retried(store: ViewStore, views: ViewDatabase) -> None:
    fields = {b"subject": b"a\0b", b"type": b"some\0thing", b"payload": b"\0\xff", b"more": b"{}"}
    store.apply(entries(fields, {b"na\0me": b"1"}, published("a-2")))

    first, second = rows(views, select(parked).order_by(parked.c.position))
    kept = {field["name"].encode(): field for field in first.fields}
    assert {name: field["encoding"] for name, field in kept.items()} == {
        b"subject": "base64", b"type": "base64", b"payload": "base64", b"more": "utf-8",
    }  # fmt: skip
    assert read_fields(written_fields(fields)) == fields
    assert second.fields[0]["name"] == "na\\x00me"
    assert [row.article_id for row in rows(views, select(articles))] == ["a-2"]


def test_names_of_any_length_hold_nobody_up(store: ViewStore, views: ViewDatabase) -> None:
    # Drawn at random, so that no compression makes it fit an index after all.
    name = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))
    source = {"text": "she", "start": 0, "end": 3, "name": name, "kind": "person"}
    foreign = {b"subject": name.encode(), b"type": b"somebody.elses"}
    store.apply(entries(foreign, reported_claim("a-1", CLAIM, source=source), foreign, published("a-2")))

    assert [row.article_id for row in rows(views, select(articles))] == ["a-2"]
    states = {(row.article_id, row.state) for row in rows(views, select(parked))}
    assert states - {("a-1", "parked")} == {(name, "parked"), (name, "queued")}


@ON_POSTGRES
def test_a_connection_lost_amid_a_batch_leaves_nothing_and_the_next_try_succeeds(
    store: ViewStore, views: ViewDatabase, postgres_url: str
) -> None:
    batch = entries(published("a-1"), published("a-2"))

    def lose(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT"):
            event.remove(store._engine, "before_cursor_execute", lose)
            terminate_all(postgres_url)

    event.listen(store._engine, "before_cursor_execute", lose)
    with pytest.raises(ViewUnavailable, match=r"schema views_v\d+ of postgresql\+psycopg://.* cannot be written"):
        store.apply(batch)
    assert rows(views, select(articles)) == []

    store.apply(batch)
    assert len(rows(views, select(articles))) == 2


@ON_POSTGRES
def test_a_server_restarted_between_batches_is_not_even_noticed(store: ViewStore, postgres_url: str) -> None:
    store.apply(entries(published("a-1")))
    terminate_all(postgres_url)
    store.apply([Entry(Stream.ARTICLES, EntryId(9, 0), to_fields(published("a-2")))])


def test_of_projections_that_start_at_once_one_works_and_the_others_are_told(views: ViewDatabase) -> None:
    stores = [ViewStore(views) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        outcomes = [threads.submit(one.open, "epoch", 0) for one in stores]
    for one in stores:
        one.close()
    assert [outcome.result() for outcome in outcomes if not outcome.exception()] == [EntryId.START]
    assert {type(outcome.exception()) for outcome in outcomes} == {type(None), ViewInUse}


@ON_POSTGRES
def test_a_reader_sees_one_state_and_writes_nothing(store: ViewStore, views: ViewDatabase) -> None:
    engine = views.reader()
    with engine.begin() as connection:
        assert connection.execute(select(articles)).all() == []
        store.apply(entries(published("a-1")))
        assert connection.execute(select(articles)).all() == []
        with pytest.raises(Exception, match="read-only transaction"):
            connection.execute(articles.delete())
    engine.dispose()


def test_a_server_that_is_away_is_waited_for() -> None:
    store = ViewStore(PostgresViews("postgresql+psycopg://nobody@127.0.0.1:1/nowhere", password="hidden"))

    with pytest.raises(ViewUnavailable) as refused:
        store.open("epoch", 0)
    assert "views_v3 of postgresql+psycopg://nobody:***@127.0.0.1:1/nowhere cannot be locked" in str(refused.value)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
def test_a_file_in_which_the_tables_cannot_be_made_is_not_left_open(views: ViewDatabase) -> None:
    assert isinstance(views, SqliteViews)
    views.path.parent.mkdir()
    with closing(sqlite3.connect(views.path)) as connection:
        connection.executescript("CREATE TABLE others (said_at); CREATE INDEX articles_said_at ON others (said_at)")

    with pytest.raises(OperationalError, match="already exists"):
        views.writer()

    opened = [path for path in Path("/proc/self/fd").iterdir() if path.exists() and path.samefile(views.path)]
    assert opened == []


def overwritten(path: Path) -> None:
    path.write_bytes(b"not a database, whatever its name says " * 20)


def torn(path: Path) -> None:
    """Every page behind the first one is lost, as on a failing disk."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(4096)


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", [overwritten, torn, cut_short])
def test_a_damaged_file_is_told_with_what_to_do_and_made_anew_once_deleted(
    store: ViewStore, views: ViewDatabase, damage: Callable[[Path], None]
) -> None:
    assert isinstance(views, SqliteViews)
    store.apply(entries(published("a-1")))
    store.close()
    damage(views.path)

    def go_on() -> None:
        store.open("epoch", 0)
        store.apply(entries(published("a-1"), published("a-2"))[1:])

    with pytest.raises(ViewDamaged, match=r"views-v3\.sqlite are damaged \(.*\): delete the file \(with its -wal and"):
        go_on()
    store.close()

    views.path.unlink()
    store.open("epoch", 0)
    store.apply(entries(published("a-1")))
    assert len(rows(views, select(articles))) == 1


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
def test_a_file_that_cannot_be_scrubbed_for_now_is_told_of(store: ViewStore, views: ViewDatabase) -> None:
    assert isinstance(views, SqliteViews)
    store.apply(entries(published("a-1")))
    # As on a full disk, SQLite raises here; it does so too in the middle of a transaction.
    connection = sqlite3.connect(views.path, isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    engine.connect().close()
    connection.execute("BEGIN IMMEDIATE")

    with pytest.raises(ViewUnavailable, match="see to its disk's free space"):
        views.scrub(engine)
    engine.dispose()
