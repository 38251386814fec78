"""Pages read and made ready in another process: the same as here, and nothing left running."""

import sys
from asyncio import create_subprocess_exec, wait_for
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path
from subprocess import PIPE

import pytest
from redis import Redis

from claimwire.errors import LogMismatch, LogUnavailable, UndecodableEntry, WorkerLost
from claimwire.events import HISTORY, Event, Retry, Stream, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, Entry, EntryId, RedisLog
from claimwire.testing import completed, published, reported_claim, reported_strike
from claimwire_projection.adapters.history_source import HistorySource
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.ready_batch import ReadyBatch

CLAIM = event_id("claim", "one")
STRIKE = event_id("strike", "one")
PARENT = """
import asyncio, sys
from pathlib import Path
from claimwire.log import EntryId
from claimwire_projection.adapters.history_source import HistorySource
from claimwire_projection.adapters.ready_ahead import ReadyAhead

if __name__ == "__main__":
    ahead = ReadyAhead(HistorySource(url=sys.argv[1], data_dir=Path(sys.argv[2])))
    asyncio.run(ahead.page(EntryId.START, 10, "sqlite"))
    print("ready", flush=True)
    sys.stdin.read()
"""


def story() -> list[Event]:
    article = published("a-1")
    command = Retry(operator="Vera", where="view", positions=("0:1-0",))
    return [
        article,
        reported_claim("a-1", CLAIM),
        reported_strike("a-1", STRIKE),
        completed("a-1", claims=(CLAIM,), strikes=(STRIKE,)),
        new_event(command, id=event_id(type_of(command).name, "x"), subject="x", source="test", time=article.time),
    ]


async def written(log: RedisLog, events: Sequence[Event]) -> list[Entry]:
    await log.append([Append(event=event) for event in events])
    return await log.read(EntryId.START, HISTORY, limit=100)


@pytest.fixture
def source(redis_url: str, tmp_path: Path) -> HistorySource:
    return HistorySource(url=redis_url, data_dir=tmp_path)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
async def test_another_process_makes_of_history_what_this_one_makes(
    redis_log: RedisLog, source: HistorySource, dialect: str
) -> None:
    entries = await written(redis_log, story())
    with ReadyAhead(source) as ahead:
        first = await ahead.page(EntryId.START, 3, dialect)
        assert first
        second = await ahead.page(first.last, 3, dialect)
        assert second

        assert (first.last, first.count) == (entries[2].id, 3)
        assert first.batch == ReadyBatch.of(entries[:3], dialect)
        assert first.batch.streams == {Stream.ARTICLES, Stream.CLAIMS, Stream.STRIKES}
        assert first.batch.articles == {"a-1"}
        assert (second.last, second.count) == (entries[4].id, 2)
        assert second.batch
        assert [position for position, _ in second.batch.commands] == [entries[4].id]
        assert await ahead.page(second.last, 3, dialect) is None


async def test_a_page_with_an_entry_that_is_no_event_has_no_batch_and_the_next_page_is_made(
    redis_log: RedisLog, redis_url: str, source: HistorySource
) -> None:
    with Redis.from_url(redis_url) as client:
        client.xadd("claimwire:{0}:articles", {"type": "x"})
    entries = await written(redis_log, story())
    with pytest.raises(UndecodableEntry, match="no 'version'"):
        ReadyBatch.of(entries[:1], "sqlite")
    with ReadyAhead(source) as ahead:
        bad = await ahead.page(EntryId.START, 1, "sqlite")
        assert bad
        assert (bad.last, bad.count, bad.batch) == (entries[0].id, 1, None)
        good = await ahead.page(bad.last, 3, "sqlite")
        assert good
        assert good.batch


async def test_what_is_wrong_with_the_log_is_raised_here_and_another_page_may_be_asked_for(
    redis_log: RedisLog, redis_url: str, source: HistorySource
) -> None:
    [first, *_] = await written(redis_log, story())
    with ReadyAhead(source) as ahead:
        assert await ahead.page(EntryId.START, 1, "sqlite")
        with Redis.from_url(redis_url) as client:
            client.flushall()
        with pytest.raises(LogMismatch):
            await ahead.page(first.id, 1, "sqlite")
        with pytest.raises(LogMismatch):
            await ahead.page(EntryId.START, 1, "sqlite")


async def test_a_log_that_is_away_is_raised_here(tmp_path: Path) -> None:
    with ReadyAhead(HistorySource(url=f"unix://{tmp_path}/none", data_dir=tmp_path)) as ahead:
        for _ in range(2):
            with pytest.raises(LogUnavailable):
                await ahead.page(EntryId.START, 1, "sqlite")


async def test_a_process_that_is_killed_is_told_in_a_sentence(redis_log: RedisLog, source: HistorySource) -> None:
    await written(redis_log, story())
    with ReadyAhead(source) as ahead:
        await ahead.page(EntryId.START, 1, "sqlite")
        [process] = active_children()
        process.kill()
        process.join()

        with pytest.raises(WorkerLost, match=r"was killed.*give the command again"):
            await ahead.page(EntryId.START, 1, "sqlite")


async def test_the_process_ends_with_one_that_is_killed(redis_log: RedisLog, redis_url: str, tmp_path: Path) -> None:
    await written(redis_log, story())
    parent = await create_subprocess_exec(
        sys.executable, "-c", PARENT, redis_url, str(tmp_path), stdin=PIPE, stdout=PIPE
    )
    assert parent.stdout
    assert await parent.stdout.readline() == b"ready\n"
    parent.kill()

    # The pipe ends when the last process that holds it does.
    assert await wait_for(parent.stdout.read(), 60) == b""
    await parent.wait()


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    source = HistorySource(url="redis://:hidden@127.0.0.1:1/0", password="hidden", data_dir=tmp_path)

    assert "hidden" not in repr(source)
