"""What builds of the read models promise, whatever database holds them."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, make_url, select, text
from tests.conftest import FreshViews

from claimwire.errors import MisuseError, ViewInUse, ViewUnavailable
from claimwire.events import to_fields
from claimwire.events.stream import Stream
from claimwire.log import Entry, EntryId, Position
from claimwire.testing import published, wait_until
from claimwire.views import (
    BuildName,
    BuildProgress,
    PostgresBuilds,
    PostgresViews,
    ViewBuilds,
    ViewDatabase,
    ViewReader,
    build_states,
)
from claimwire.views.schema import articles
from claimwire_projection.adapters.view_store import ViewStore

ON_POSTGRES = pytest.mark.parametrize("views_kind", ["postgres"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)


def fill(database: ViewDatabase, number: int) -> None:
    """Leave as many articles in it, and its checkpoint at the last."""
    store = ViewStore(database)
    store.open("epoch", 0)
    entries = [Entry(Stream.ARTICLES, EntryId(n, 0), to_fields(published(f"a-{n}"))) for n in range(1, number + 1)]
    store.apply(entries)
    if not database.build.finished:
        store.note(BuildProgress(events=number, total=2 * number, seconds=4.0))
    store.close()


def indexes(database: ViewDatabase) -> set[tuple[str | None, tuple[str | None, ...]]]:
    """Name all but those of primary keys, with their columns."""
    engine = database.reader()
    schema = database.schema if isinstance(database, PostgresViews) else None
    try:
        with engine.begin() as connection:
            found = inspect(connection).get_multi_indexes(schema=schema)
    finally:
        engine.dispose()
    return {(index["name"], tuple(index["column_names"])) for table in found.values() for index in table}


def held(view: ViewReader) -> int:
    with view.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(articles)) or 0)


def test_the_first_build_is_live_until_another_is_chosen(builds: ViewBuilds) -> None:
    assert builds.found() == []
    assert builds.live() == 1

    builds.switch(3)
    assert builds.live() == 3
    builds.switch(1)
    assert builds.live() == 1


def test_the_choice_of_one_shape_is_none_of_another(
    builds: ViewBuilds, request: pytest.FixtureRequest, views_kind: str, fresh_views: FreshViews
) -> None:
    fill(fresh_views(), 1)
    builds.switch(2)

    [stranger] = builds.found()
    assert stranger.version >= 1_000
    if views_kind == "postgres":
        other = PostgresBuilds(request.getfixturevalue("postgres_url"), version=stranger.version)
        assert other.live() == 1
        other.close()


def test_a_build_is_unfinished_until_it_is_given_its_name(builds: ViewBuilds) -> None:
    fill(builds.database(1), 1)
    fill(builds.database(2, finished=False), 3)
    assert builds.found() == [BuildName(), BuildName(number=2, finished=False)]
    first, second = build_states(builds)
    assert (first.live, first.position, first.progress) == (True, EntryId(1, 0), None)
    assert (second.live, second.position, second.progress) == (
        False,
        EntryId(3, 0),
        BuildProgress(events=3, total=6, seconds=4.0),
    )
    assert second.progress
    assert (second.progress.rate, second.progress.eta_s) == (0.75, 4.0)

    builds.finish(2)

    assert builds.found() == [BuildName(), BuildName(number=2)]
    assert [(state.position, state.progress) for state in build_states(builds)] == [
        (EntryId(1, 0), None),
        (EntryId(3, 0), None),
    ]
    store = ViewStore(builds.database(2))
    assert store.open("epoch", 0) == EntryId(3, 0)
    store.close()


def test_a_finished_build_has_the_indexes_that_an_unfinished_one_does_without(builds: ViewBuilds) -> None:
    fill(builds.database(2, finished=False), 3)
    assert indexes(builds.database(2, finished=False)) == set()

    builds.finish(2)

    fill(builds.database(1), 1)
    assert indexes(builds.database(2)) == indexes(builds.database(1))
    assert ("claims_id", ("claim_id",)) in indexes(builds.database(2))


def test_no_build_is_given_the_name_of_another(builds: ViewBuilds) -> None:
    fill(builds.database(1), 1)
    fill(builds.database(1, finished=False), 2)

    with pytest.raises(MisuseError, match="already"):
        builds.finish(1)
    assert builds.found() == [BuildName(finished=False), BuildName()]


def test_the_next_question_reads_what_was_chosen(builds: ViewBuilds) -> None:
    fill(builds.database(1), 1)
    fill(builds.database(2), 2)
    view = ViewReader(builds)
    assert (held(view), view.checkpoint()) == (1, Position(0, EntryId(1, 0)))

    with view.read() as connection:
        builds.switch(2)
        assert connection.scalar(select(func.count()).select_from(articles)) == 1
    assert (held(view), view.checkpoint()) == (2, Position(0, EntryId(2, 0)))

    builds.switch(1)
    assert held(view) == 1
    view.close()


async def test_who_waits_for_a_position_is_answered_by_the_build_that_comes_to_it(builds: ViewBuilds) -> None:
    fill(builds.database(1), 1)
    fill(builds.database(2), 2)
    view = ViewReader(builds)
    asked = 0

    class SwitchedMeanwhile(ViewReader):
        def checkpoint(self) -> Position | None:
            nonlocal asked
            asked += 1
            if asked == 3:
                builds.switch(2)
            return super().checkpoint()

    waiting = SwitchedMeanwhile(builds)
    await waiting.wait_for(Position(0, EntryId(2, 0)))
    assert asked >= 3
    view.close()
    waiting.close()


def test_a_dropped_build_is_gone_and_can_be_made_again(builds: ViewBuilds) -> None:
    for number in (1, 2):
        fill(builds.database(number), 3)
    fill(builds.database(3, finished=False), 3)

    builds.drop(BuildName(number=2))
    builds.drop(BuildName(number=3, finished=False))
    builds.drop(BuildName(number=9))

    assert builds.found() == [BuildName()]
    fill(builds.database(2), 1)
    assert builds.found() == [BuildName(), BuildName(number=2)]


def test_one_writer_at_a_time_whatever_the_build_is_called_meanwhile(builds: ViewBuilds) -> None:
    fill(builds.database(2, finished=False), 1)
    with builds.database(2, finished=False).lock():
        for finished in (True, False):
            with pytest.raises(ViewInUse, match="another process writes"), builds.database(2, finished=finished).lock():
                pass
        with builds.database(1).lock():
            pass
    with builds.database(2).lock():
        pass


def test_names_are_read_back(builds: ViewBuilds) -> None:
    for build in (BuildName(), BuildName(7, 12), BuildName(7, 1, finished=False), BuildName(1, 3, finished=False)):
        for separator in "._":
            assert BuildName.parse(build.label(separator)) == build
    assert [BuildName.parse(label) for label in ("live", "v", "v1.x", "v1.2.old", "1.2")] == [None] * 5
    assert [BuildName(1).reader, BuildName(1, 2).reader, BuildName(1, 2, finished=False).reader] == [
        "projection/v1",
        "projection/v1.2",
        "rebuild/v1.2",
    ]
    assert builds.database(4).build == BuildName(number=4)


@ON_SQLITE
def test_the_choice_is_never_half_written(builds: ViewBuilds) -> None:
    builds.switch(10)

    def look(_: int) -> int:
        return builds.live()

    with ThreadPoolExecutor(4) as threads:
        seen = threads.map(look, range(400))
        for _ in range(50):
            builds.switch(random.choice([10, 1_000_000]))
    assert set(seen) <= {10, 1_000_000}


@ON_SQLITE
def test_a_choice_that_cannot_be_read_is_told(builds: ViewBuilds, tmp_path: Path) -> None:
    builds.switch(2)
    [pointer] = tmp_path.rglob("*.live")
    pointer.write_text("two", encoding="ascii")

    with pytest.raises(ViewUnavailable, match=r"should hold the live build's number, not 'two'"):
        builds.live()


@ON_SQLITE
def test_what_the_write_ahead_log_still_holds_is_not_left_behind(builds: ViewBuilds) -> None:
    store = ViewStore(builds.database(2, finished=False))
    store.open("epoch", 0)
    store.apply([Entry(Stream.ARTICLES, EntryId(1, 0), to_fields(published("a-1")))])
    reading = builds.database(2, finished=False).reader()
    with reading.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(articles)) == 1
    # Somebody who still has it open keeps the log of the database from being put into it on closing.
    store.close()
    reading.dispose()
    builds.finish(2)

    builds.switch(2)
    view = ViewReader(builds)
    assert held(view) == 1
    view.close()


@pytest.fixture
def desk(postgres_url: str) -> "Callable[[], int]":
    """Counts the articles that another user of the database may read in the live build."""
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS claimwire_test_desk")
        connection.exec_driver_sql("CREATE ROLE claimwire_test_desk LOGIN PASSWORD 'desk'")
    admin.dispose()
    address = make_url(postgres_url).set(username="claimwire_test_desk", password="desk")

    def count() -> int:
        view = ViewReader(PostgresBuilds(address.render_as_string(hide_password=False)))
        try:
            return held(view)
        finally:
            view.close()

    return count


@ON_POSTGRES
def test_who_may_read_the_live_build_may_read_the_next_one(
    builds: ViewBuilds, postgres_url: str, desk: "Callable[[], int]"
) -> None:
    fill(builds.database(1), 1)
    live = builds.database(1).build
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        schema = f"views_{live.label('_')}"
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO claimwire_test_desk")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO claimwire_test_desk")
    assert desk() == 1

    fill(builds.database(2, finished=False), 2)
    builds.finish(2)
    builds.switch(2)

    assert desk() == 2
    builds.drop(BuildName())
    builds.drop(BuildName(number=2))
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP ROLE claimwire_test_desk")
    admin.dispose()


@ON_POSTGRES
def test_how_far_a_build_is_can_be_asked_while_it_gets_its_indexes(builds: ViewBuilds, postgres_url: str) -> None:
    fill(builds.database(1, finished=False), 2)
    admin = create_engine(postgres_url)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

    with ThreadPoolExecutor(1) as threads:
        with admin.begin() as writing, admin.connect() as looking:
            # No index can be made beside a writer, so the finish comes as far as the first one.
            schema = f"views_{BuildName(finished=False).label('_')}"
            writing.exec_driver_sql(f"LOCK TABLE {schema}.articles IN ROW EXCLUSIVE MODE")
            finishing = threads.submit(builds.finish, 1)
            wait_until(lambda: bool(looking.scalar(waiting)))
            [state] = build_states(builds)
        finishing.result()
    admin.dispose()

    assert state.progress == BuildProgress(events=2, total=4, seconds=4.0)
    assert builds.found() == [BuildName()]


@ON_SQLITE
def test_whoever_reads_a_build_as_it_is_finished_is_waited_for(builds: ViewBuilds) -> None:
    unfinished = builds.database(1, finished=False)
    fill(unfinished, 2)
    reader = unfinished.reader()

    def nearly_finished() -> bool:
        with reader.connect() as connection:
            return not inspect(connection).has_table("building")

    with ThreadPoolExecutor(1) as threads:
        with reader.begin() as reading:
            reading.execute(select(articles)).all()
            finishing = threads.submit(builds.finish, 1)
            wait_until(lambda: finishing.done() or nearly_finished())
        reader.dispose()
        finishing.result()

    assert builds.found() == [BuildName()]
