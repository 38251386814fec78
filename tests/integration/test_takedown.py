"""The archiver takes articles down: out of the log, out of the archive, whatever it was doing and wherever it dies."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from claimwire.archive import Archive
from claimwire.errors import UnknownEventVersion
from claimwire.events import HISTORY, EntryRedacted, Event, Override, Stream, new_event, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Append, Appended, Barred, Commit, Delivery, Entry, EntryId, EventLog, MemoryLog, RedisLog
from claimwire.subscriptions import Progress, dead_letter
from claimwire.takedown import takedown_command
from claimwire.testing import completed, published, reported_claim, wait_until, withdrawn
from claimwire_archiver.adapters.archiver import READER, Archiver
from claimwire_archiver.adapters.upkeep import Upkeep
from claimwire_archiver.core.limits import Limits

NEVER = 10**12
SECRET = "Sesquipedalian"
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def clock_ms() -> int:
    return time.time_ns() // 1_000_000


def command(article: str = "a-1", minute: int = 0) -> Event:
    return takedown_command(article, operator="desk", reason="court order", now=NOON + timedelta(minutes=minute))


def history_of(article: str, words: str) -> list[Event]:
    """Two revisions and what was read in them, an override, a withdrawal; the words are in most of it."""
    claims = [event_id("claim", article, revision) for revision in (1, 2)]
    spoken = [
        reported_claim(article, fact, revision, content=[{"text": words, "start": 0, "end": len(words)}])
        for revision, fact in enumerate(claims, 1)
    ]
    body = Override(operator="ines", article_id=article, fact_id=claims[0], field="content", value=words)
    override = new_event(body, id=event_id("override", article), subject="corrections", source="test", time=NOON)
    return [
        published(article, text=words),
        spoken[0],
        completed(article, claims=(claims[0],)),
        published(article, 2, text=f"{words} again"),
        spoken[1],
        override,
        completed(article, 2, claims=(claims[1],)),
        withdrawn(article, 2),
    ]


def letter(article: str, words: str) -> Event:
    held = Entry(Stream.ARTICLES, EntryId(5, 0), {b"blob": f"{article}: {words}".encode() + b"\xff"})
    error = ValueError("it cannot be read")
    return dead_letter(Delivery(held, 3), error, group="g", consumer="c", service="claimwire/extractor", now=NOON)


OURS, OTHERS = [*history_of("a-1", SECRET), letter("a-1", SECRET)], history_of("b-1", "Plain words")


async def say(log: EventLog, events: Sequence[Event]) -> EntryId:
    outcomes = await log.append([Append(event=event) for event in events])
    assert isinstance(outcomes[-1], Appended)
    return outcomes[-1].id


async def everything(log: EventLog) -> list[Entry]:
    return await log.read(await log.trim_line(), HISTORY, limit=100_000)


def archiver(log: EventLog, archive: Archive, *, entries: int = NEVER, hot_ms: int = NEVER) -> Archiver:
    progress = Progress(time.monotonic)
    upkeep = Upkeep(log, archive, hot_ms=hot_ms, now_ms=clock_ms, monotonic=time.monotonic)
    limits = Limits(entries=entries, bytes=NEVER, age_ms=NEVER)
    return Archiver(log, archive, upkeep, progress, limits=limits, now_ms=clock_ms)


@asynccontextmanager
async def archiving(
    log: EventLog, archive: Archive, *, entries: int = NEVER, hot_ms: int = NEVER
) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(archiver(log, archive, entries=entries, hot_ms=hot_ms).run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


async def passed(log: EventLog, position: EntryId) -> None:
    """Wait until the archiver tells that it has come past a position."""

    async def reached() -> bool:
        told = [reader.position for reader in (await log.status()).readers if reader.name == READER]
        return bool(told and told[0] and told[0] >= position)

    loop = asyncio.get_running_loop()
    await seen(lambda: asyncio.run_coroutine_threadsafe(reached(), loop).result())


async def seen(condition: Callable[[], bool]) -> None:
    await asyncio.to_thread(wait_until, condition, 30)


def files_with(folder: Path, words: str = SECRET) -> list[Path]:
    """Files that hold words, compressed or not."""
    found = []
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            if words in str(pq.read_table(path).to_pylist()):
                found.append(path)
        elif path.is_file() and words.encode() in path.read_bytes():
            found.append(path)
    return found


def told_of(entries: Sequence[Entry]) -> list[tuple[EntryId, Stream]]:
    return [(entry.id, entry.stream) for entry in entries]


def gone(entries: Sequence[Entry]) -> set[EntryId]:
    return {entry.id for entry in entries if isinstance(entry.event().data, EntryRedacted)}


def assert_taken_down(before: Sequence[Entry], after: Sequence[Entry], taken: set[EntryId]) -> None:
    assert told_of(after) == told_of(before)
    assert gone(after) == taken
    assert [entry for entry in after if entry.id not in taken] == [entry for entry in before if entry.id not in taken]


@pytest.mark.parametrize("kept", ["in the log only", "in both", "in the archive only"])
async def test_it_is_taken_out_wherever_it_is(log: EventLog, tmp_path: Path, kept: str) -> None:
    await say(log, [*OURS, *OTHERS])
    before = await everything(log)
    taken = {entry.id for entry in before[: len(OURS)]}
    hot_ms = 0 if kept == "in the archive only" else NEVER
    if kept != "in the log only":
        async with archiving(log, Archive(str(tmp_path)), entries=5, hot_ms=hot_ms):
            await passed(log, before[-1].id)
        assert files_with(tmp_path)
    if not hot_ms:
        assert await log.trim(EntryId(NEVER * 10, 0)) == before[-1].id

    async with archiving(log, Archive(str(tmp_path)), hot_ms=hot_ms):
        position = await say(log, [command()])
        await passed(log, position)

        assert await log.append([Append(event=published("a-1", 7))]) == [Barred()]
    look = Archive(str(tmp_path))
    after = await look.read(EntryId.START, HISTORY, limit=100)
    assert_taken_down(before, after[:-1], taken)
    if hot_ms:
        assert await everything(log) == after
    assert files_with(tmp_path) == []
    assert (await look.verify()).problems == ()
    redacted = [segment for segment in await look.segments() if segment.rewritten]
    assert {identity for segment in redacted for identity in segment.rewritten} <= {command().id}
    assert bool(redacted) == (kept != "in the log only")
    assert [body.redaction for entry in after if isinstance(body := entry.event().data, EntryRedacted)] == [
        command().id
    ] * len(taken)
    await look.close()


async def test_what_waits_in_the_spool_is_thrown_away(log: EventLog, tmp_path: Path) -> None:
    await say(log, [*OURS, *OTHERS] * 600)
    spool = tmp_path / "partition-0" / "spool"
    spool.mkdir(parents=True)
    (spool / "left.parquet").write_text(f"of a process that was killed: {SECRET}")
    async with archiving(log, Archive(str(tmp_path))):
        # A file appears when the first row group is full.
        await seen(lambda: len(list(spool.iterdir())) == 2)
        await passed(log, await say(log, [command()]))
    assert files_with(tmp_path) == []
    assert list(spool.iterdir()) == []
    look = Archive(str(tmp_path))
    assert (await look.verify()).problems == ()
    assert await look.read(EntryId.START, HISTORY, limit=100_000) == await everything(log)
    await look.close()


async def test_what_is_added_between_the_command_and_its_execution_is_taken_too(log: EventLog, tmp_path: Path) -> None:
    position = await say(log, [command()])
    await log.ensure_group(Stream.ARTICLES, "extractor")
    await say(log, [published("a-1", text=SECRET), published("b-1")])
    ours, _ = await log.take(Stream.ARTICLES, "extractor", "c", limit=2)
    async with archiving(log, Archive(str(tmp_path))):
        await passed(log, position)
    late = Commit(ours.entry.id, [reported_claim("a-1", event_id("claim", "late"))])
    assert await log.commit(Stream.ARTICLES, "extractor", [late]) == [False]
    assert [entry.event().type.rpartition(".")[2] for entry in await everything(log)] == [
        "redact",
        "redacted",
        "published",
    ]


async def test_twice_unknown_and_unreadable_commands_do_no_harm(log: EventLog, tmp_path: Path) -> None:
    await say(log, OURS)
    before = await everything(log)
    async with archiving(log, Archive(str(tmp_path)), entries=3):
        await passed(log, await say(log, [command("nobody"), command("a-1"), command("a-1", 1), command("a-1", 2)]))
        await passed(log, await say(log, [command("a-1", 3)]))
    look = Archive(str(tmp_path))
    after = await look.read(EntryId.START, HISTORY, limit=100)
    assert_taken_down(before, after[: len(before)], {entry.id for entry in before})
    assert (await look.verify()).problems == ()
    assert len({segment.edition for segment in await look.segments()}) <= 2
    await look.close()


async def test_a_command_of_a_later_build_is_not_passed_over_and_garbage_is(tmp_path: Path) -> None:
    log = MemoryLog(clock_ms)
    garbage = {**to_fields(command()), b"payload": b"{}"}
    await log.add_foreign(Stream.CONTROL, garbage)
    async with archiving(log, Archive(str(tmp_path))):
        await passed(log, await log.end())
    await log.add_foreign(Stream.CONTROL, {**to_fields(command()), b"version": b"2"})
    with pytest.raises(UnknownEventVersion):
        await archiver(log, Archive(str(tmp_path))).run(asyncio.Event())


LOG, ARCHIVE = "claimwire.log.redis_streams.redis_log:RedisLog", "claimwire.archive.blocking_archive:BlockingArchive"
SCRIPTS = "claimwire.log.redis_streams.scripts:Scripts"
STEPS = [
    f"{LOG}.bar:after:1",
    f"{SCRIPTS}._rid:before:1",
    f"{SCRIPTS}._rid:after:2",
    f"{LOG}.redact:after:1",
    f"{ARCHIVE}._put:before:3",
    "claimwire.archive.catalogue:Catalogue.add:before:3",
    "claimwire.archive.catalogue:Catalogue.add:after:3",
    f"{ARCHIVE}.rewrite:after:1",
    f"{ARCHIVE}.rewrite:after:2",
    f"{ARCHIVE}.clear:after:1",
    f"{ARCHIVE}.publish:after:1",
]


@pytest.fixture
def environment(redis_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "CLAIMWIRE_REDIS_URL": redis_url,
        "CLAIMWIRE_DATA_DIR": str(tmp_path),
        "CLAIMWIRE_ARCHIVER_PORT": "0",
        "CLAIMWIRE_ARCHIVE_SEGMENT_EVENTS": "9",
        "CLAIMWIRE_ARCHIVE_SEGMENT_SECONDS": "100000",
    }


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Starts programs; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*program: str) -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen([sys.executable, *program], env=environment))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait(30)


@pytest.mark.parametrize("step", STEPS)
async def test_a_kill_at_any_step_leads_to_doing_it_again(
    step: str, start: Callable[..., "subprocess.Popen[bytes]"], redis_log: RedisLog, tmp_path: Path
) -> None:
    look = Archive(str(tmp_path / "archive"))
    for part in (OURS, OTHERS, [*OTHERS, *OURS]):
        # Each part becomes a segment; the last ones are in the log only.
        await say(redis_log, part)
        if part is not OTHERS:
            async with archiving(redis_log, Archive(str(tmp_path / "archive")), entries=9):
                await passed(redis_log, await redis_log.end())
    await say(redis_log, OURS)
    before = await everything(redis_log)
    taken = {entry.id for entry in (*before[:9], *before[25:])}
    position = await say(redis_log, [command()])

    dying = start(str(Path(__file__).with_name("dying.py")), step, "archiver")
    assert await asyncio.to_thread(dying.wait, 60) == -signal.SIGKILL, f"it did not come to {step}"
    living = start("-m", "claimwire_archiver")
    await passed(redis_log, position)
    living.terminate()
    await asyncio.to_thread(living.wait, 30)

    after = await everything(redis_log)
    assert_taken_down(before, after[:-1], taken)
    assert await look.read(EntryId.START, HISTORY, limit=1_000) == after
    assert (await look.verify()).problems == ()
    assert files_with(tmp_path) == []
    segments = await look.segments()
    assert {path.name for path in (tmp_path / "archive" / "partition-0" / "segments").iterdir()} == {
        segment.file for segment in segments
    }
    await look.close()
