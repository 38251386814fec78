"""What a request of the backfill lane is answered with."""

from collections.abc import Collection
from datetime import UTC, datetime
from itertools import count

import pytest

from claimwire.errors import EntryMissing, NewerExtractorNeeded, UndecodableEntry
from claimwire.events import (
    ArticleText,
    EntryRedacted,
    Event,
    ExtractionCompleted,
    ExtractionRequested,
    Stream,
    new_event,
)
from claimwire.events.ids import event_id
from claimwire.log import Append, Entry, EntryId, MemoryLog, Tombstone
from claimwire.testing import published, withdrawn
from claimwire_extractor.adapters.history_page import HistoryPage
from claimwire_extractor.adapters.request_handler import RequestHandler
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.generation import GENERATION
from claimwire_extractor.core.report import report

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
COMMAND = event_id("claimwire.control.reprocess", "extractor")


class EmptyHanded:
    async def extract(self, article: ArticleText) -> Extraction:
        return report(article, Findings(FoundClaims(claims=(), statuses=()), ()), model="m", sentences=1, elapsed_ms=0)


class CountingLog(MemoryLog):
    """Counts how often it is read."""

    reads = 0

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        self.reads += 1
        return await super().read(after, streams, limit=limit, wait_ms=wait_ms)


class Lane:
    def __init__(self) -> None:
        clock = count(1_900_000_000_000)
        self.log = CountingLog(lambda: next(clock))
        self.left = 0

    async def say(self, *events: Event) -> list[EntryId]:
        await self.log.append([Append(event=event) for event in events])
        entries = await MemoryLog.read(self.log, EntryId.START, [Stream.ARTICLES], limit=1_000)
        return [entry.id for entry in entries][-len(events) :]

    def handler(self, generation: int = 1, partition: int = 0) -> RequestHandler:
        def leave() -> None:
            self.left += 1

        page = HistoryPage(self.log, partition)
        return RequestHandler(EmptyHanded(), page, lambda: NOON, generation=generation, leave=leave)


def request(entry_id: EntryId, article: str = "a", revision: int = 1, generation: int = 1) -> Event:
    body = ExtractionRequested(article_id=article, revision=revision, position=f"0:{entry_id}", generation=generation)
    identity = event_id("claimwire.extraction.requested", article, revision, generation)
    event = new_event(body, id=identity, subject=article, source="claimwire/cli", time=NOON)
    return event.model_copy(update={"correlationid": "the article's chain", "causationid": COMMAND})


@pytest.mark.parametrize("revision", [1, 2])
async def test_the_revision_at_the_position_is_extracted_and_says_who_asked(revision: int) -> None:
    lane = Lane()
    ids = await lane.say(published("a"), published("a", 2))
    asked = request(ids[revision - 1], revision=revision)

    [answer] = await lane.handler()(asked)

    assert isinstance(answer.data, ExtractionCompleted)
    assert (answer.data.revision, answer.data.requested_by) == (revision, COMMAND)
    assert (answer.causationid, answer.correlationid, answer.time) == (asked.id, "the article's chain", NOON)
    assert answer.id == event_id("claimwire.extraction.completed", "a", revision, GENERATION), (
        "the id of the live answer"
    )


async def test_what_a_stranger_names_as_the_cause_never_makes_an_event_that_nobody_can_read() -> None:
    lane = Lane()
    [entry_id] = await lane.say(published("a"))

    with pytest.raises(ValueError, match="requested_by"):
        await lane.handler()(request(entry_id).model_copy(update={"causationid": "a whim"}))
    [answer] = await lane.handler()(request(entry_id).model_copy(update={"causationid": None}))
    assert isinstance(answer.data, ExtractionCompleted)
    assert answer.data.requested_by is None


async def test_an_older_request_is_answered_too() -> None:
    lane = Lane()
    [entry_id] = await lane.say(published("a"))

    assert len(await lane.handler(generation=3)(request(entry_id, generation=2))) == 1
    assert lane.left == 0


async def test_a_request_for_a_newer_extractor_is_left_to_it() -> None:
    lane = Lane()
    [entry_id] = await lane.say(published("a"))

    with pytest.raises(NewerExtractorNeeded, match=r"read by generation 2, and this extractor is 1: upgrade it"):
        await lane.handler()(request(entry_id, generation=2))
    assert lane.left == 1


async def test_an_article_taken_down_needs_no_answer() -> None:
    lane = Lane()
    [entry_id] = await lane.say(published("a"))
    body = EntryRedacted(article_id="a", original_id=None, original_type=None, redaction=COMMAND)
    identity = event_id("claimwire.entry.redacted", "a")
    stone = new_event(body, id=identity, subject="a", source="claimwire/cli", time=NOON)
    await lane.log.redact([Tombstone(Stream.ARTICLES, entry_id, stone)])

    assert await lane.handler()(request(entry_id)) == ()


async def test_what_is_not_where_the_request_says_is_a_permanent_error() -> None:
    lane = Lane()
    ids = await lane.say(published("a"), withdrawn("a"))
    nowhere = EntryId(ids[0].ms, 7)

    for asked, problem in [
        (request(nowhere), "no article stands at"),
        (request(ids[0], article="b"), "is not article b revision 1"),
        (request(ids[0], revision=2), "is not article a revision 2"),
        (request(ids[1]), "is not article a revision 1"),
    ]:
        with pytest.raises(EntryMissing, match=problem):
            await lane.handler()(asked)
    with pytest.raises(EntryMissing, match="another partition"):
        await lane.handler(partition=1)(request(ids[0]))


async def test_a_strangers_entry_at_the_position_is_a_permanent_error() -> None:
    lane = Lane()
    entry_id = await lane.log.add_foreign(Stream.ARTICLES, {b"hello": b"world"})

    with pytest.raises(UndecodableEntry):
        await lane.handler()(request(entry_id))


async def test_requests_in_the_logs_order_share_what_is_read() -> None:
    lane = Lane()
    ids = await lane.say(*(published(f"a{number}") for number in range(64)))
    handle = lane.handler()

    for number, entry_id in enumerate(ids):
        assert len(await handle(request(entry_id, article=f"a{number}"))) == 1

    assert lane.log.reads == 2


async def test_other_events_on_the_lane_need_no_answer() -> None:
    assert await Lane().handler()(published("a")) == ()
