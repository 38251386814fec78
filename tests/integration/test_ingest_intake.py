"""Articles into both logs: nothing lost, nothing doubled, whoever else is writing."""

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from redis import Redis

from claimwire.errors import HeadConflict, IndexUnavailable
from claimwire.events import ArticleSource, ArticleText, ArticleWithdrawn, Stream
from claimwire.log import Append, AppendOutcome, EntryId, EventLog, Head, HeadMoved, MemoryLog, RedisLog
from claimwire.log.redis_streams.keys import Keys
from claimwire.takedown import takedown_command
from claimwire_ingest.adapters.article_index import ArticleIndex
from claimwire_ingest.adapters.intake import Intake, Receipt
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.decision import Outcome

PUBLISHED, REVISED, DUPLICATE = Outcome.PUBLISHED, Outcome.REVISED, Outcome.DUPLICATE


def article(article_id: str, text: str) -> Article:
    return Article(
        article_id=article_id,
        url=None,
        publisher=None,
        headline=None,
        byline=None,
        language=None,
        published_at=None,
        modified_at=None,
        text=text,
        content_hash=sha256(text.encode()).hexdigest(),
        source=ArticleSource.API,
    )


async def endless() -> None:
    """There is always room."""


def now() -> datetime:
    return datetime(2031, 3, 4, 7, 0, tzinfo=UTC)


def said(receipts: list[Receipt]) -> list[tuple[Outcome, int]]:
    return [(receipt.outcome, receipt.revision) for receipt in receipts]


async def recorded(log: EventLog) -> list[tuple[str, int, str]]:
    entries = await log.read(EntryId.START, [Stream.ARTICLES], limit=10_000)
    bodies = [entry.event().data for entry in entries]
    assert all(isinstance(body, ArticleText | ArticleWithdrawn) for body in bodies)
    return [
        (body.article_id, body.revision, body.text if isinstance(body, ArticleText) else "withdrawn")
        for body in bodies
        if isinstance(body, ArticleText | ArticleWithdrawn)
    ]


@pytest.fixture(params=["memory", "redis"])
async def log(request: pytest.FixtureRequest) -> AsyncIterator[EventLog]:
    log: EventLog
    if request.param == "memory":
        ticks = itertools.count(1_000)
        log = MemoryLog(lambda: next(ticks))
    else:
        log = RedisLog(request.getfixturevalue("redis_url"))
    await log.open()
    yield log
    await log.close()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArticleIndex]:
    index = ArticleIndex.in_folder(tmp_path)
    yield index
    index.close()


@pytest.fixture
def intake(log: EventLog, index: ArticleIndex) -> Intake:
    return Intake(log, index, now, check_room=endless)


async def test_new_then_the_same_then_changed(log: EventLog, intake: Intake) -> None:
    receipts = [(await intake.take([article("a", text)]))[0] for text in ("one", "one", "two", "one")]

    assert said(receipts) == [(PUBLISHED, 1), (DUPLICATE, 1), (REVISED, 2), (REVISED, 3)]
    assert await recorded(log) == [("a", 1, "one"), ("a", 2, "two"), ("a", 3, "one")]
    entries = await log.read(EntryId.START, [Stream.ARTICLES], limit=10)
    positions = [receipt.position.id for receipt in receipts if receipt.position]
    assert positions == [entry.id for entry in entries]
    assert receipts[1].position is None


async def test_versions_of_one_article_in_one_batch_build_on_each_other(log: EventLog, intake: Intake) -> None:
    batch = [("a", "one"), ("b", "x"), ("a", "one"), ("a", "two"), ("c", "y"), ("a", "two"), ("a", "one")]

    receipts = await intake.take([article(*item) for item in batch])

    assert said(receipts) == [
        (PUBLISHED, 1), (PUBLISHED, 1), (DUPLICATE, 1), (REVISED, 2), (PUBLISHED, 1), (DUPLICATE, 2), (REVISED, 3),
    ]  # fmt: skip
    assert [item for item in await recorded(log) if item[0] == "a"] == [
        ("a", 1, "one"),
        ("a", 2, "two"),
        ("a", 3, "one"),
    ]
    assert await intake.take([]) == []


async def test_two_ingests_at_once_lose_no_revision_and_double_none(log: EventLog, tmp_path: Path) -> None:
    intakes = [Intake(log, ArticleIndex.in_folder(tmp_path / name), now, check_room=endless) for name in "xy"]
    texts = [[f"{name} {number}" for number in range(20)] for name in "xy"]

    async def revise(intake: Intake, mine: list[str]) -> list[Receipt]:
        return [(await intake.take([article("a", text)]))[0] for text in mine]

    receipts = await asyncio.gather(*map(revise, intakes, texts))

    history = await recorded(log)
    assert [revision for _, revision, _ in history] == list(range(1, 41))
    assert sorted(text for *_, text in history) == sorted(texts[0] + texts[1])
    assert sorted(receipt.revision for each in receipts for receipt in each) == list(range(1, 41))


async def test_two_ingests_with_the_same_articles_publish_each_once(log: EventLog, tmp_path: Path) -> None:
    intakes = [Intake(log, ArticleIndex.in_folder(tmp_path / name), now, check_room=endless) for name in "xy"]
    batch = [article(f"a-{number}", "same") for number in range(30)]

    receipts = await asyncio.gather(*(intake.take(batch) for intake in intakes))

    assert len(await recorded(log)) == 30
    for pair in zip(*receipts, strict=True):
        assert sorted(receipt.outcome for receipt in pair) == [DUPLICATE, PUBLISHED]


class RestlessLog(MemoryLog):
    """Another writer is always faster."""

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        assert known_until == EntryId.START
        return [HeadMoved(Head(7, "0" * 64)) for _ in appends]


async def test_a_head_that_never_rests_is_reported(index: ArticleIndex) -> None:
    with pytest.raises(HeadConflict):
        await Intake(RestlessLog(lambda: 1), index, now, check_room=endless).take([article("a", "slow")])


async def test_an_article_that_was_taken_down_holds_nobody_up(log: EventLog, intake: Intake) -> None:
    await log.bar("b")
    receipts = await intake.take([article("a", "one"), article("b", "one"), article("b", "two"), article("c", "one")])
    assert said(receipts) == [(PUBLISHED, 1), (Outcome.BARRED, 0), (Outcome.BARRED, 0), (PUBLISHED, 1)]
    assert receipts[1].position is None
    assert [identity for identity, *_ in await recorded(log)] == ["a", "c"]


async def test_withdrawal(log: EventLog, intake: Intake) -> None:
    await intake.take([article("a", "one"), article("a", "two")])

    receipts = [await intake.withdraw("a", "retracted"), await intake.withdraw("a", "again")]
    again = await intake.take([article("a", "two")])

    assert said([receipt for receipt in receipts if receipt]) == [(Outcome.WITHDRAWN, 2), (DUPLICATE, 2)]
    assert said(again) == [(REVISED, 3)]
    assert (await recorded(log))[2:] == [("a", 2, "withdrawn"), ("a", 3, "two")]
    assert await intake.withdraw("nobody", "why") is None


def forget_heads(redis_url: str) -> None:
    """Empty the log's memory of heads, as time does, and make the log as old as that takes."""
    with Redis.from_url(redis_url) as client:
        client.hset(Keys(0).clock, "born", "0")
        assert client.delete(*Keys(0).heads)


@pytest.fixture
async def seen(redis_log: RedisLog, redis_url: str) -> None:
    """Three articles that the log has forgotten; one revised, one withdrawn; and an entry of a stranger."""
    with TemporaryDirectory() as elsewhere:
        intake = Intake(redis_log, ArticleIndex.in_folder(Path(elsewhere)), now, check_room=endless)
        await intake.take([article("a", "one"), article("a", "two"), article("b", "x"), article("c", "y")])
        await intake.withdraw("c", "retracted")
    with Redis.from_url(redis_url) as client:
        client.xadd(Keys(0).stream(Stream.ARTICLES), {"greeting": "hello"})
    forget_heads(redis_url)


AGAIN = [("a", "two"), ("b", "changed"), ("c", "y"), ("d", "new")]
THEN = [(DUPLICATE, 2), (REVISED, 2), (REVISED, 2), (PUBLISHED, 1)]


@pytest.mark.usefixtures("seen")
async def test_what_the_log_forgot_the_index_knows(redis_log: RedisLog, redis_url: str, index: ArticleIndex) -> None:
    intake = Intake(redis_log, index, now, check_room=endless)

    assert said(await intake.take([article(*item) for item in AGAIN])) == THEN
    forget_heads(redis_url)
    assert said(await intake.take([article(*item) for item in AGAIN])) == [
        (DUPLICATE, number) for number in (2, 2, 2, 1)
    ]


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("words", ["two", "three"], ids=["forgotten by the log", "remembered by the log"])
async def test_a_repeat_of_what_was_taken_down_is_refused_though_it_was_known(
    redis_log: RedisLog, index: ArticleIndex, words: str
) -> None:
    intake = Intake(redis_log, index, now, check_room=endless)
    await intake.take([article("a", words), article("b", "x")])
    assert said(await intake.take([article("a", words)]))[0][0] is DUPLICATE
    await redis_log.append([Append(event=takedown_command("a", operator="o", reason="court", now=now()))])
    await redis_log.bar("a")
    receipts = await intake.take([article("a", words), article("b", "x"), article("a", "four")])
    assert said(receipts) == [(Outcome.BARRED, 0), (DUPLICATE, 1), (Outcome.BARRED, 0)]
    late = await intake.withdraw("a", "late")
    assert late is not None
    assert said([late]) == [(Outcome.BARRED, 0)]


@pytest.mark.usefixtures("seen")
async def test_only_an_index_that_knows_all_says_that_an_article_was_never_seen(
    redis_log: RedisLog, index: ArticleIndex
) -> None:
    intake = Intake(redis_log, index, now, check_room=endless)

    assert await intake.withdraw("nobody", "why") is None
    assert said([receipt for receipt in [await intake.withdraw("b", "why")] if receipt]) == [(Outcome.WITHDRAWN, 1)]


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("damage", ["missing", "no database", "torn", "of another log", "of a newer state"])
async def test_a_damaged_index_is_made_anew(redis_log: RedisLog, tmp_path: Path, damage: str) -> None:
    index = ArticleIndex.in_folder(tmp_path)
    await index.refresh(redis_log)
    index.close()
    file = tmp_path / "ingest" / "heads.sqlite"
    whole = file.read_bytes()
    match damage:
        case "missing":
            file.unlink()
        case "no database":
            file.write_bytes(b"not a database at all, but long enough to look at" * 100)
        case "torn":
            file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        case _:
            with closing(sqlite3.connect(file)) as connection, connection:
                ahead = "known_until = '9000000000000-0'"
                connection.execute(f"UPDATE checkpoint SET {'epoch = 1' if damage == 'of another log' else ahead}")
                connection.execute("UPDATE heads SET head = '9:wrong'")

    assert (
        said(await Intake(redis_log, index, now, check_room=endless).take([article(*item) for item in AGAIN])) == THEN
    )


@pytest.mark.usefixtures("seen")
async def test_two_processes_share_the_file(redis_log: RedisLog, tmp_path: Path) -> None:
    indexes = [ArticleIndex.in_folder(tmp_path) for _ in range(2)]

    await asyncio.gather(*(index.refresh(redis_log) for index in indexes))

    for index in indexes:
        heads, known_until = await index.find(["a", "c", "nobody"], redis_log.epoch)
        assert {name: head.revision for name, head in heads.items()} == {"a": 2, "c": 1}
        assert heads["c"].content_hash == ""
        assert known_until >= await redis_log.end()


async def test_those_who_open_a_new_file_at_once_wait_for_each_other(tmp_path: Path) -> None:
    for attempt in range(30):
        indexes = [ArticleIndex.in_folder(tmp_path / str(attempt)) for _ in range(4)]
        assert await asyncio.gather(*(index.find(["a"], "epoch") for index in indexes)) == [({}, EntryId.START)] * 4


async def test_an_index_that_cannot_be_written_may_be_tried_again(log: EventLog, tmp_path: Path) -> None:
    (tmp_path / "ingest" / "heads.sqlite").mkdir(parents=True)

    with pytest.raises(IndexUnavailable, match="cannot be used for now"):
        await Intake(log, ArticleIndex.in_folder(tmp_path), now, check_room=endless).take([article("a", "one")])
