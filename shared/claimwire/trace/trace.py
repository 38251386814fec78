"""Everything that came of what somebody asks about."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claimwire.errors import UndecodableEntry
from claimwire.events import (
    ArticleText,
    ArticleWithdrawn,
    ExtractionCompleted,
    Override,
    Redact,
    Reprocess,
    Retry,
    Skip,
    Stream,
)
from claimwire.log import Entry, EntryId, Position
from claimwire.replay import Extent, HistoryReader
from claimwire.trace.chains import Step, chains
from claimwire.trace.found import is_meant, topic_of
from claimwire.trace.holdings import BuildHoldings
from claimwire.trace.walk import Told, entries_at, walk


async def first_meant(reader: HistoryReader, wanted: str | EntryId, extent: Extent, told: Told) -> Entry | None:
    """Look through history for the first entry that is meant."""
    part = Extent(wanted, wanted) if isinstance(wanted, EntryId) else extent
    async for page in walk(reader, part, told):
        for entry in page:
            if is_meant(entry, wanted):
                return entry
    return None


@dataclass(frozen=True, slots=True)
class Traced:
    """What is asked about, and where."""

    reader: HistoryReader
    extent: Extent
    """Only entries recorded there."""
    told: Told
    as_of: datetime | None = None
    """Only what the press had said by then: later revisions and withdrawals, and what came of them, are left out."""

    async def of_topic(
        self, topic: str, wanted: str | EntryId, known: Collection[BuildHoldings] = ()
    ) -> tuple[Step, ...]:
        """The chains of an article that hold what is wanted, all when that is the article itself.

        ``known`` are builds made from this log; one that knows the article saves reading all of history.
        """
        entries, orders = await self._read(topic, known)
        entries += _about(orders, topic, entries)
        once = {(entry.id, entry.stream): entry for entry in entries if entry.id in self.extent}
        whole = chains(once.values())
        meant = [chain for chain in whole if wanted == topic or chain.any(lambda step: is_meant(step.entry, wanted))]
        return tuple(_said_by(meant, self.as_of))

    async def of_command(self, command: Entry) -> tuple[Step, ...]:
        """A command and all that names it as the beginning of its chain."""
        chain = command.fields.get(b"correlationid")
        entries: list[Entry] = []
        async for page in walk(self.reader, replace(self.extent, first=command.id), self.told):
            entries += [
                entry for entry in page if entry.id == command.id or entry.fields.get(b"correlationid") == chain
            ]
        return chains(entries)

    async def _read(self, topic: str, known: Collection[BuildHoldings]) -> tuple[list[Entry], list[Entry]]:
        best = max(
            (build for build in known if build.article_id == topic), key=lambda build: build.position, default=None
        )
        entries: list[Entry] = []
        orders: list[Entry] = []
        rest = self.extent
        if best:
            positions = best.held | best.waiting.keys()
            entries = await entries_at(self.reader, positions)
            since = Extent(min(positions), min(best.position, self.extent.last))
            async for page in walk(self.reader, since, self.told, [Stream.CONTROL]):
                orders += page
            rest = replace(self.extent, first=max(self.extent.first, _next(best.position)))
        async for page in walk(self.reader, rest, self.told):
            entries += [entry for entry in page if topic_of(entry) == topic]
            orders += [entry for entry in page if entry.stream is Stream.CONTROL]
        return entries, orders


def _about(orders: Iterable[Entry], topic: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    positions = {entry.id for entry in entries}
    answers = (body for entry in entries if isinstance(body := _body(entry), ExtractionCompleted))
    asked_by = {answer.requested_by for answer in answers}
    for order in orders:
        match _body(order):
            case Redact(article_id=article) | Override(article_id=article) if article == topic:
                yield order
            case Retry(positions=named) | Skip(positions=named) if positions & {Position.parse(at).id for at in named}:
                yield order
            case Reprocess() if order.fields[b"id"].decode() in asked_by:
                yield order
            case _:
                pass


def _next(entry_id: EntryId) -> EntryId:
    return EntryId(entry_id.ms, entry_id.seq + 1)


def _body(entry: Entry) -> object:
    try:
        return entry.event().data
    except UndecodableEntry:
        return None


def _said_by(steps: Iterable[Step], as_of: datetime | None) -> Iterator[Step]:
    for step in steps:
        match step.event.data if step.event else None:
            case ArticleText() as article if as_of and article.said_at > as_of:
                continue
            case ArticleWithdrawn() if as_of and step.event and step.event.time > as_of:
                continue
            case _:
                yield replace(step, led_to=tuple(_said_by(step.led_to, as_of)))
