"""Articles into the log: each version once, whoever else is writing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from claimwire.errors import HeadConflict
from claimwire.log import Append, Appended, Barred, EntryId, EventLog, Head, HeadMove, IndexBehind, Position
from claimwire.replay import HistoryReader
from claimwire.subscriptions import Backoff
from claimwire_ingest.adapters.article_index import ArticleIndex
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.decision import NEVER_SEEN, Decision, Known, Outcome, decide, decide_withdrawal

_MOST_TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an article, once it is on disk."""

    article_id: str
    revision: int
    """The one that now stands; 0 of a barred article."""
    outcome: Outcome
    position: Position | None
    """Where the event stands in the log; None for a duplicate, which has none of its own, and where nothing was taken."""


class Intake:
    """Decides on articles by their newest revision, and appends on condition that it still is the newest."""

    def __init__(
        self,
        log: EventLog,
        index: ArticleIndex,
        now: Callable[[], datetime],
        *,
        check_room: Callable[[], Awaitable[None]],
        history: HistoryReader | None = None,
    ) -> None:
        """``now`` gives the time in UTC; ``check_room`` raises LogFull when the log should be given no more.

        From ``history`` the index learns what was trimmed from the log.
        """
        self._history = history
        self._log = log
        self._index = index
        self._now = now
        self._check_room = check_room

    async def take(self, articles: Sequence[Article], *, traceparent: str | None = None) -> list[Receipt]:
        """Publish or revise articles in one go; receipts come in the articles' order.

        ``traceparent`` is the trace that their events belong to.

        Raises:
            LogUnavailable: the log cannot be reached; some may be in it: send all again.
            LogFull: the log takes nothing for now.
            HeadConflict: others keep revising one of the articles.
            IndexUnavailable: the index file cannot be used for now.
        """
        return await self._settle(
            [_Request(article.article_id, partial(decide, article, traceparent=traceparent)) for article in articles]
        )

    async def withdraw(self, article_id: str, reason: str, *, traceparent: str | None = None) -> Receipt | None:
        """Withdraw an article; null for one never seen, barred for one taken down. Raises as :meth:`take`."""
        # Only an index that knows all can tell that an article was never seen.
        await self._index.refresh(self._log, self._history)
        heads, _ = await self._heads([article_id])
        if article_id not in heads:
            taken_down = await self._index.was_taken_down(article_id)
            return Receipt(article_id, 0, Outcome.BARRED, None) if taken_down else None
        request = _Request(article_id, partial(decide_withdrawal, article_id, reason, traceparent=traceparent))
        return (await self._settle([request]))[0]

    async def _settle(self, requests: "Sequence[_Request]") -> list[Receipt]:
        await self._check_room()
        receipts: dict[int, Receipt] = {}
        tries, backoff = 0, Backoff()
        while waiting := [number for number in range(len(requests)) if number not in receipts]:
            # Of several versions of one article only the first is decided in a round: the next one
            # builds on what became of it.
            first = {requests[number].article_id: number for number in reversed(waiting)}
            settled = await self._round({number: requests[number] for number in sorted(first.values())})
            tries = 0 if settled else tries + 1
            if tries == _MOST_TRIES:
                raise HeadConflict("other writers keep revising the same articles: send them again later")
            if not settled:
                # Without pauses of chance length two busy writers can keep beating the same one.
                await backoff.wait()
            receipts.update(settled)
        return [receipts[number] for number in range(len(requests))]

    async def _round(self, requests: "Mapping[int, _Request]") -> dict[int, Receipt]:
        heads, known_until = await self._heads([request.article_id for request in requests.values()])
        now = self._now()
        decisions = {
            number: request.decide(_known(heads.get(request.article_id)), now) for number, request in requests.items()
        }
        events = {number: decision for number, decision in decisions.items() if decision.event}
        outcomes = await self._log.append(
            [_append(decision, heads.get(decision.article_id)) for decision in events.values()], known_until=known_until
        )
        receipts = {number: _receipt(decision, None) for number, decision in decisions.items() if not decision.event}
        for (number, decision), outcome in zip(events.items(), outcomes, strict=True):
            if isinstance(outcome, Appended):
                receipts[number] = _receipt(decision, Position(self._log.partition, outcome.id))
            elif isinstance(outcome, Barred):
                receipts[number] = Receipt(decision.article_id, 0, Outcome.BARRED, None)
        if any(isinstance(outcome, IndexBehind) for outcome in outcomes):
            await self._index.refresh(self._log, self._history)
        return receipts

    async def _heads(self, article_ids: Sequence[str]) -> tuple[Mapping[str, Head], EntryId]:
        hot = await self._log.heads(article_ids)
        missing = [article for article in article_ids if article not in hot]
        if not missing:
            return hot, EntryId.START
        cold, known_until = await self._index.find(missing, self._log.epoch)
        if cold:
            # A repeat is told without asking the log again, so an old head must not pass for the newest.
            await self._index.refresh(self._log, self._history)
            cold, known_until = await self._index.find(missing, self._log.epoch)
        return {**cold, **hot}, known_until


@dataclass(frozen=True, slots=True)
class _Request:
    article_id: str
    decide: Callable[[Known, datetime], Decision]


def _known(head: Head | None) -> Known:
    return Known(head.revision, head.content_hash) if head else NEVER_SEEN


def _append(decision: Decision, expected: Head | None) -> Append:
    assert decision.event
    head = Head(decision.known.revision, decision.known.content_hash)
    return Append(event=decision.event, move=HeadMove(article_id=decision.article_id, expected=expected, head=head))


def _receipt(decision: Decision, position: Position | None) -> Receipt:
    return Receipt(decision.article_id, decision.known.revision, decision.outcome, position)
