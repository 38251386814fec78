"""`claimwire up --seeds` waits for our own services, and for nobody else."""

import asyncio
from collections.abc import Callable

import pytest

from claimwire.cli.caught_up import caught_up
from claimwire.events import Stream
from claimwire.log import EntryId, MemoryLog
from claimwire.testing import publication

SERVICES = ("extractor", "projection")


@pytest.fixture
async def log() -> MemoryLog:
    made = MemoryLog(lambda: 1_700_000_000_000)
    await made.report_checkpoint("projection/v1", list(Stream), EntryId.START)
    return made


async def answer(log: MemoryLog, look_after: Callable[[], None] = lambda: None) -> bool:
    async with asyncio.timeout(5):
        return await caught_up(log, SERVICES, lambda: False, look_after)


async def test_an_empty_log_leaves_nothing_to_wait_for(log: MemoryLog) -> None:
    assert await answer(log)


async def test_a_strangers_group_is_not_waited_for(log: MemoryLog) -> None:
    await log.append([publication("a")])
    await log.report_checkpoint("projection/v1", list(Stream), await log.end())
    await log.ensure_group(Stream.ARTICLES, "a-desk")
    assert await answer(log)


async def test_what_our_own_have_not_read_is_waited_for(log: MemoryLog) -> None:
    await log.append([publication("a")])
    stops = iter([False, False, True])
    assert not await caught_up(log, SERVICES, lambda: next(stops), lambda: None)
    await log.report_checkpoint("projection/v1", list(Stream), await log.end())
    await log.ensure_group(Stream.ARTICLES, "extractor")
    stops = iter([False, True])
    assert not await caught_up(log, SERVICES, lambda: next(stops), lambda: None)


async def test_a_service_that_cannot_work_ends_the_wait(log: MemoryLog) -> None:
    await log.append([publication("a")])

    def look_after() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await answer(log, look_after)
