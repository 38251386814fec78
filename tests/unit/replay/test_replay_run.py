"""History into a sink: all of it, once, in order, in time, and behind live work."""

import itertools
import random
from collections.abc import Sequence

import pytest

from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId, LogStatus, MemoryLog, ReaderStatus
from claimwire.replay import Extent, GiveWay, Pace, Replayed, Selection, replay
from claimwire.testing import NOON


class Kept:
    """A sink that keeps what it is given, and when."""

    def __init__(self, clock: "MadeClock", held: EntryId = EntryId.START) -> None:
        self.taken: list[tuple[float, list[EntryId]]] = []
        self._clock = clock
        self._held = held

    async def begin(self, selection: Selection) -> EntryId:
        del selection
        return self._held

    async def take(self, entries: Sequence[Entry]) -> int:
        self.taken.append((self._clock.now, [entry.id for entry in entries]))
        return len(entries)

    @property
    def ids(self) -> list[EntryId]:
        return [entry_id for _, ids in self.taken for entry_id in ids]


class MadeClock:
    """Time passes by sleeping only."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


async def log_with(times: Sequence[int], seed: int = 1) -> tuple[MemoryLog, list[EntryId]]:
    ticks = iter(times)
    log = MemoryLog(lambda: next(ticks))
    choose = random.Random(seed)
    return log, [await log.add_foreign(choose.choice(HISTORY), {b"type": b"made"}) for _ in times]


async def run(
    log: MemoryLog,
    sink: Kept,
    clock: MadeClock,
    *,
    pace: str = "max",
    extent: Extent | None = None,
    streams: tuple[Stream, ...] = HISTORY,
) -> Replayed:
    told: list[Replayed] = []
    whole = (extent or Extent.between(None, None)).until(await log.end())

    async def give_way() -> None:
        return None

    done = await replay(
        log,
        Selection(whole, streams),
        sink,
        pace=Pace.parse(pace),
        give_way=give_way,
        monotonic=clock,
        sleep=clock.sleep,
        told=told.append,
    )
    assert not told or told[-1] == done
    return done


async def test_all_of_history_comes_once_and_in_order() -> None:
    log, ids = await log_with(range(1_000, 3_600))
    clock = MadeClock()
    sink = Kept(clock)
    done = await run(log, sink, clock)
    assert sink.ids == ids
    assert done == Replayed(entries=2_600, first=ids[0], position=ids[-1])
    assert clock.slept == []


@pytest.mark.parametrize(("first", "last"), [(0, 0), (3, 1_200), (499, 500), (700, 1_499), (1_499, 1_499)])
async def test_a_part_begins_and_ends_where_it_was_told(first: int, last: int) -> None:
    log, ids = await log_with(range(1_000, 2_500))
    sink = Kept(MadeClock())
    await run(log, sink, MadeClock(), extent=Extent(ids[first], ids[last]))
    assert sink.ids == ids[first : last + 1]


async def test_streams_not_asked_for_are_not_read() -> None:
    log, _ = await log_with(range(1_000, 1_100))
    wanted = await log.read(EntryId.START, [Stream.CLAIMS], limit=1_000)
    sink = Kept(MadeClock())
    await run(log, sink, MadeClock(), streams=(Stream.CLAIMS,))
    assert sink.ids == [entry.id for entry in wanted]
    assert wanted


async def test_a_sink_that_holds_the_beginning_is_given_the_rest() -> None:
    log, ids = await log_with(range(1_000, 2_000))
    sink = Kept(MadeClock(), held=ids[640])
    await run(log, sink, MadeClock())
    assert sink.ids == ids[641:]


async def test_what_the_sink_left_out_is_told_apart_from_what_it_took() -> None:
    log, ids = await log_with(range(1_000, 2_300))

    class Choosy(Kept):
        async def take(self, entries: Sequence[Entry]) -> int:
            return await super().take([entry for entry in entries if entry.id.ms % 10])

    sink = Choosy(MadeClock())
    assert await run(log, sink, MadeClock()) == Replayed(entries=1_170, left_out=130, first=ids[0], position=ids[-1])


async def test_an_empty_log_replays_nothing() -> None:
    log = MemoryLog(lambda: 1)
    sink = Kept(MadeClock())
    assert await run(log, sink, MadeClock()) == Replayed()
    assert sink.taken == []


async def test_recorded_intervals_are_kept_divided_by_the_factor() -> None:
    log, ids = await log_with([1_000, 1_000, 3_000, 3_500, 63_500])
    clock = MadeClock()
    sink = Kept(clock)
    await run(log, sink, clock, pace="10x")
    assert [(round(at - 100.0, 6), found) for at, found in sink.taken] == [
        (0.0, ids[:2]),
        (0.2, ids[2:3]),
        (0.25, ids[3:4]),
        (6.25, ids[4:]),
    ]


async def test_time_lost_in_the_sink_is_made_up_for() -> None:
    log, ids = await log_with([1_000, 2_000, 3_000])
    clock = MadeClock()

    class Slow(Kept):
        async def take(self, entries: Sequence[Entry]) -> int:
            taken = await super().take(entries)
            clock.now += 1.5 if entries[0].id == ids[0] else 0
            return taken

    sink = Slow(clock)
    await run(log, sink, clock, pace="1x")
    assert [at - 100.0 for at, _ in sink.taken] == [0.0, 1.5, 2.0]


def reader(name: str, behind: int | None, position: int) -> ReaderStatus:
    return ReaderStatus(
        name=name,
        streams=(Stream.ARTICLES,),
        behind=behind,
        pending=0,
        seconds=0.0,
        position=EntryId(position, 0),
    )


class Looks:
    """Says one after the other how the log's readers stand; the last for ever."""

    def __init__(self, *looks: Sequence[ReaderStatus]) -> None:
        self._looks = itertools.chain(looks, itertools.repeat(looks[-1]))
        self.count = 0

    async def __call__(self) -> LogStatus:
        self.count += 1
        return LogStatus(epoch="made", at=NOON, streams=(), readers=next(self._looks))


async def pauses(looks: Looks, pages: int) -> list[float]:
    """Seconds paused after each page, of which each takes half a second."""
    clock = MadeClock()
    give_way = GiveWay(looks, monotonic=clock, sleep=clock.sleep)
    found = []
    for _ in range(pages):
        clock.now += 0.5
        clock.slept.clear()
        await give_way()
        found.append(sum(clock.slept))
    return found


async def test_a_reader_that_catches_up_is_given_way_to() -> None:
    catching_up = [[reader("extractor", 900 - at, at)] for at in (1, 2, 3)]
    done = [reader("extractor", 0, 4)]
    found = await pauses(Looks(*catching_up, done), 10)
    assert found[0] == 0
    assert [pause > 0 for pause in found].count(True) >= 3
    assert found[-1] == 0


async def test_a_lag_that_the_server_cannot_count_is_a_lag() -> None:
    assert sum(await pauses(Looks(*[[reader("extractor", None, at)] for at in (1, 2, 3, 4, 5, 6)]), 8)) > 0


@pytest.mark.parametrize("behind", [0, 900, None])
async def test_a_reader_that_stands_still_holds_nobody_up(behind: int | None) -> None:
    assert await pauses(Looks([reader("gone", behind, 1)]), 10) == [0.0] * 10


async def test_the_log_is_not_asked_at_every_page() -> None:
    looks = Looks([reader("extractor", 0, 1)])
    await pauses(looks, 20)
    assert looks.count <= 11


async def test_a_replay_that_is_stopped_has_told_how_far_it_came() -> None:
    log, ids = await log_with([1_000, 2_000, 3_000])
    told: list[Replayed] = []

    class Stopped(Exception):
        pass

    class Impatient(MadeClock):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            if len(self.slept) == 2:
                raise Stopped

    clock = Impatient()
    with pytest.raises(Stopped):
        await replay(
            log,
            Selection(Extent(EntryId.START, ids[-1])),
            Kept(clock),
            pace=Pace(1.0),
            give_way=lambda: clock.sleep(0),
            monotonic=clock,
            sleep=clock.sleep,
            told=told.append,
        )
    assert told[-1] == Replayed(entries=2, first=ids[0], position=ids[1])
