"""Builds beside the live service: made, switched to, gone back from, refused and dropped, on a running projection."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from claimwire.archive import Archive
from claimwire.errors import MisuseError, RebuildStopped, ViewInUse
from claimwire.events import Event, Skip, Stream, Switch, new_event, to_fields, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, EntryId, EventLog, MemoryLog, Position, RedisLog
from claimwire.subscriptions import Progress
from claimwire.testing import published, wait_until
from claimwire.views import BuildName, BuildProgress, ViewBuilds, ViewReader, view_name
from claimwire.views.schema import articles, parked
from claimwire_projection.adapters.builder import Builder
from claimwire_projection.adapters.history_size import entries_in
from claimwire_projection.adapters.projector import Projector
from claimwire_projection.adapters.rebuilding import Order, Rebuilding
from claimwire_projection.adapters.view_store import ViewStore

VERA = Order(operator="Vera", reason="the rows were wrong")


class Desk:
    """A log, the place of its builds, and a reader of the live one."""

    def __init__(self, log: EventLog, builds: ViewBuilds, archive: Archive) -> None:
        self.log, self.builds, self.view, self.archive = log, builds, ViewReader(builds), archive
        self.told: list[tuple[BuildName, BuildProgress]] = []

    def rebuilding(self, batch: int = 20) -> Rebuilding:
        return self.rebuilding_with(Builder(self.log, batch=batch, monotonic=time.monotonic))

    def rebuilding_with(self, builder: Builder) -> Rebuilding:
        size = partial(entries_in, self.log, self.archive)
        return Rebuilding(self.log, builder, self.builds, size=size, now=lambda: datetime.now(UTC))

    async def rebuild(self, batch: int = 20) -> int:
        return await self.rebuilding(batch).rebuild(VERA, self.tell)

    async def switch(self, number: int) -> EntryId:
        command = await self.rebuilding().switch(number, VERA, self.tell)
        assert command
        return command

    def tell(self, build: BuildName, progress: BuildProgress) -> None:
        self.told.append((build, progress))

    async def say(self, *events: Event) -> EntryId:
        await self.log.append([Append(event=event) for event in events])
        return await self.log.end()

    async def shown(self, position: EntryId) -> None:
        await self.view.wait_for(Position(0, position))

    def ids(self) -> set[str]:
        with self.view.read() as connection:
            return set(connection.scalars(select(articles.c.article_id)))

    async def readers(self) -> set[str]:
        return {reader.name for reader in (await self.log.status()).readers}

    async def commands(self) -> list[str]:
        entries = await self.log.read(EntryId.START, [Stream.CONTROL], limit=100)
        return [entry.event().type.removeprefix("claimwire.control.") for entry in entries]


@pytest.fixture
def views_kind(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
async def log(request: pytest.FixtureRequest) -> AsyncIterator[EventLog]:
    redis = getattr(request, "param", "memory") == "redis"
    made = RedisLog(request.getfixturevalue("redis_url")) if redis else MemoryLog(lambda: time.time_ns() // 1_000_000)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def desk(log: EventLog, builds: ViewBuilds, tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(log, builds, Archive.at(None, tmp_path))
    yield made
    made.view.close()


@asynccontextmanager
async def projecting(desk: Desk) -> AsyncIterator[Progress]:
    stop, progress = asyncio.Event(), Progress(time.monotonic)
    projector = Projector(desk.log, desk.builds, progress, batch=7)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(projector.run(stop))
        try:
            await asyncio.to_thread(wait_until, lambda: progress.caught_up)
            yield progress
        finally:
            stop.set()


def some(start: int, count: int) -> list[Event]:
    return [published(f"a-{number}") for number in range(start, start + count)]


def switch_command(number: int, view: str | None = None) -> Event:
    body = Switch(operator="Vera", view=view or view_name(), version=number)
    identity = event_id(type_of(body).name, "claimwire", fact=f"{number}/{time.time_ns()}")
    return new_event(body, id=identity, subject="claimwire", source="test", time=datetime.now(UTC))


@pytest.mark.parametrize("log", ["memory", "redis"], indirect=True)
@pytest.mark.parametrize("views_kind", ["sqlite", "postgres"], indirect=True)
async def test_a_rebuild_takes_the_place_of_the_live_build_and_can_be_gone_back_from(desk: Desk) -> None:
    await desk.say(*some(0, 50))
    async with projecting(desk):
        await desk.shown(await desk.say(*some(50, 1)))
        assert await desk.rebuild() == 2
        assert desk.builds.live() == 1
        await desk.shown(await desk.say(*some(51, 10)))

        await desk.shown(await desk.switch(2))
        assert desk.builds.live() == 2
        await desk.shown(await desk.say(*some(61, 10)))
        assert len(desk.ids()) == 71
        assert await desk.readers() == {"projection/v3.2"}

        await desk.shown(await desk.switch(1))
        assert desk.builds.live() == 1
        await desk.shown(await desk.say(*some(71, 1)))
        assert len(desk.ids()) == 72
        assert await desk.readers() == {"projection/v3"}

    assert await desk.commands() == ["rebuild", "switch", "switch"]
    builds_told = [build for build, _ in desk.told]
    assert builds_told[0] == BuildName(number=2, finished=False)
    progress = [done for build, done in desk.told if not build.finished]
    assert [done.events for done in progress] == [20, 40, 52]
    assert {done.total for done in progress} == {52}


async def test_an_answer_never_goes_back_in_time_at_a_switch(desk: Desk) -> None:
    await desk.say(*some(0, 30))
    for number in (1, 2):
        assert await desk.rebuild() == number
    await desk.say(*some(30, 40))
    seen: list[Position | None] = []

    async def look(stop: asyncio.Event) -> None:
        while not stop.is_set():
            seen.append(await asyncio.to_thread(desk.view.checkpoint))
            await asyncio.sleep(0)

    async with projecting(desk):
        await desk.shown(await desk.say(*some(70, 1)))
        stop = asyncio.Event()
        looking = asyncio.create_task(look(stop))
        for number in (2, 1, 2, 1):
            await desk.shown(await desk.say(switch_command(number)))
            assert desk.builds.live() == number
            await desk.say(*some(100 * number, 3))
        await desk.shown(await desk.log.end())
        stop.set()
        await looking
    assert len(seen) > 4
    assert None not in seen
    positions = [position for position in seen if position]
    assert positions == sorted(positions)


async def test_a_switch_to_nothing_is_refused_and_changes_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    other = ViewStore(desk.builds.database(3))
    other.open("the epoch of another log", 0)
    other.close()
    busy = ViewStore(desk.builds.database(4))
    busy.open(desk.log.epoch, 0)
    died(ViewStore(desk.builds.database(5, finished=False)), desk.log)

    async with projecting(desk):
        for number in (2, 3, 4, 5):
            await desk.shown(await desk.say(switch_command(number), *some(number, 1)))
        await desk.shown(await desk.say(switch_command(2, view="projection/v1")))
        await desk.shown(await desk.say(switch_command(1)))
        assert desk.ids() == {"a-2", "a-3", "a-4", "a-5"}

    assert desk.builds.live() == 1
    refused = [record.getMessage() for record in caplog.records if "is refused" in record.getMessage()]
    assert len(refused) == 4
    for words, message in zip(
        ("no finished build 2", "the epoch of another log", "another process writes", "no finished build 5"),
        refused,
        strict=True,
    ):
        assert words in message
        assert "build 1 of projection/v3 stays live" in message
    busy.close()


async def test_old_commands_read_again_do_not_choose_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async with projecting(desk):
        await desk.shown(await desk.say(*some(0, 5)))
        await desk.rebuild()
        await desk.shown(await desk.switch(2))
        await desk.shown(await desk.switch(1))
    desk.view.close()
    # Whoever deletes the live build has it built from the start of the log.
    desk.builds.drop(BuildName())

    async with projecting(desk):
        await desk.shown(await desk.log.end())

    assert desk.builds.live() == 1
    assert len(desk.ids()) == 5
    assert "the command is of the past" in caplog.text


async def test_the_projection_forgets_readers_whose_builds_are_gone(desk: Desk) -> None:
    for reader in ("projection/v1", "projection/v3.9", "rebuild/v3.7", "rebuild/v3.3", "projection/x", "archiver"):
        await desk.log.report_checkpoint(reader, [Stream.ARTICLES], EntryId.START)
    died(ViewStore(desk.builds.database(3, finished=False)), desk.log)

    async with projecting(desk):
        await desk.shown(await desk.say(*some(0, 1)))

    assert await desk.readers() == {"projection/v3", "rebuild/v3.3", "projection/x", "archiver"}


async def test_the_live_build_parks_and_the_rebuild_stops_until_it_is_skipped(desk: Desk) -> None:
    await desk.say(*some(0, 30))
    bad = await foreign(desk.log, {**to_fields(published("a-7")), b"type": b"claimwire.article.painted"})
    await desk.say(published("a-7", 2), *some(30, 5))
    async with projecting(desk):
        await desk.shown(await desk.log.end())
    assert [state for state, _ in parked_states(desk)] == ["parked", "queued"]

    with pytest.raises(RebuildStopped, match=rf"articles/{bad} cannot be applied \(UnknownEventType.* skip it"):
        await desk.rebuild()
    assert desk.builds.found() == [BuildName(), BuildName(number=2, finished=False)]
    with pytest.raises(RebuildStopped, match=str(bad)):
        await desk.rebuild()

    await desk.say(skip(bad))
    assert await desk.rebuild(batch=3) == 2
    async with projecting(desk):
        await desk.shown(await desk.log.end())
        live = rows(desk)
        await desk.shown(await desk.switch(2))
        assert rows(desk) == live
    assert [state for state, _ in parked_states(desk)] == ["skipped", "retried"]


async def test_a_rebuild_stops_at_what_a_skip_lets_go(desk: Desk) -> None:
    first = await foreign(desk.log, {**to_fields(published("a-7")), b"type": b"claimwire.article.painted"})
    second = await foreign(desk.log, {**to_fields(published("a-7")), b"type": b"claimwire.article.carved"})
    await desk.say(skip(first))

    with pytest.raises(RebuildStopped, match=rf"articles/{second} cannot be applied"):
        await desk.rebuild()


async def test_an_interrupted_rebuild_goes_on_under_its_number(desk: Desk) -> None:
    await desk.say(*some(0, 100))
    await desk.rebuild()

    def give_up(_: BuildName, progress: BuildProgress) -> None:
        if progress.events >= 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await desk.rebuilding().rebuild(VERA, give_up)
    assert desk.builds.found() == [BuildName(number=1), BuildName(number=2, finished=False)]

    assert await desk.rebuild() == 2
    assert desk.told[-1][0] == BuildName(number=2, finished=False)
    assert len([build for build, _ in desk.told if build.number == 2]) == 4
    assert await desk.commands() == ["rebuild", "rebuild", "rebuild"]


async def test_one_rebuild_at_a_time(desk: Desk) -> None:
    await desk.say(*some(0, 10))
    inner: list[BaseException] = []

    class Meanwhile(Builder):
        async def build(self, store: ViewStore, total: int, told: Callable[[BuildProgress], Any]) -> None:
            try:
                await desk.rebuild()
            except ViewInUse as error:
                inner.append(error)
            await super().build(store, total, told)

    outer = desk.rebuilding_with(Meanwhile(desk.log, batch=5, monotonic=time.monotonic))
    assert await outer.rebuild(VERA, desk.tell) == 1
    [error] = inner
    assert "a rebuild of projection/v3 runs already, it makes build 1 of projection/v3, unfinished" in str(error)


async def test_a_running_projection_does_not_hide_that_a_build_is_live(desk: Desk) -> None:
    await desk.say(*some(0, 3))
    async with projecting(desk):
        with pytest.raises(MisuseError, match="build 1 of projection/v3 is live: switch to another one first"):
            await desk.rebuilding().drop(1)


async def test_the_live_build_is_not_dropped_and_others_are_with_what_they_told(desk: Desk) -> None:
    await desk.say(*some(0, 3))
    for number in (1, 2):
        assert await desk.rebuild() == number
    await desk.log.report_checkpoint("projection/v3.2", [Stream.ARTICLES], EntryId.START)

    with pytest.raises(MisuseError, match="is live: switch to another one first"):
        await desk.rebuilding().drop(1)
    with pytest.raises(MisuseError, match="there is no build 3"):
        await desk.rebuilding().drop(3)
    assert await desk.rebuilding().drop(2) == BuildName(number=2)

    assert desk.builds.found() == [BuildName()]
    assert await desk.readers() == set()


async def test_a_build_whose_number_was_taken_meanwhile_can_be_dropped(desk: Desk) -> None:
    died(ViewStore(desk.builds.database(1, finished=False)), desk.log)
    async with projecting(desk):
        await desk.shown(await desk.say(*some(0, 1)))

    with pytest.raises(MisuseError, match="made a second time meanwhile: give it up with --drop 1"):
        await desk.rebuild()
    assert await desk.rebuilding().drop(1) == BuildName(finished=False)
    assert desk.builds.found() == [BuildName()]
    assert await desk.rebuild() == 2


async def test_what_is_live_needs_no_switch_and_what_is_not_there_gets_none(desk: Desk) -> None:
    await desk.rebuild()
    assert await desk.rebuilding().switch(1, VERA, desk.tell) is None
    with pytest.raises(MisuseError, match="no finished build 2"):
        await desk.rebuilding().switch(2, VERA, desk.tell)
    assert await desk.commands() == ["rebuild"]


def died(builder: ViewStore, log: EventLog) -> None:
    builder.open(log.epoch, 0)
    builder.close()


def skip(position: EntryId) -> Event:
    body = Skip(operator="Vera", where="view", positions=(f"0:{position}",), note="nobody knows what it is")
    identity = event_id(type_of(body).name, "claimwire", fact=str(position))
    return new_event(body, id=identity, subject="claimwire", source="test", time=datetime.now(UTC))


async def foreign(log: EventLog, fields: dict[bytes, bytes]) -> EntryId:
    assert isinstance(log, MemoryLog)
    return await log.add_foreign(Stream.ARTICLES, fields)


def parked_states(desk: Desk) -> list[tuple[str, EntryId]]:
    with desk.view.read() as connection:
        query = select(parked.c.state, parked.c.position).order_by(parked.c.position)
        return [(row.state, row.position) for row in connection.execute(query)]


def rows(desk: Desk) -> tuple[Sequence[Any], Sequence[Any]]:
    with desk.view.read() as connection:
        kept = [column for column in parked.c if column.name != "traceback"]
        return (
            sorted(map(repr, connection.execute(select(articles)))),
            connection.execute(select(*kept).order_by(parked.c.position)).all(),
        )
