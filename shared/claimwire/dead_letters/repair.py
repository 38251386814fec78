"""Giving commands about what was given up."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from claimwire.dead_letters.given_up import GivenUpWhole, Where
from claimwire.dead_letters.handed_out import HandedOut
from claimwire.dead_letters.outcome import Outcome, Result
from claimwire.dead_letters.verdict import Action, command, refusal
from claimwire.errors import EntryGone, EntryTooWide, GroupLost, LogMismatch
from claimwire.events import Event, Stream
from claimwire.log import Append, Entry, EntryId, EventLog, Position
from claimwire.subscriptions import read_fields

_WAIT_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.1


class Repair:
    """Writes an operator's commands to the log; the read models tell later what became of them.

    A retried dead letter is pending in its group again in the same call that records the command, so
    neither is ever without the other. Of an entry parked by a view only the command is written: the
    projection obeys it. Given twice, a command does no harm.
    """

    def __init__(self, log: EventLog, *, operator: str, source: str, now: Callable[[], datetime]) -> None:
        """``source`` is the CloudEvents source of the commands, ``now`` dates them."""
        self._log = log
        self._operator = operator
        self._source = source
        self._now = now
        self._handed: dict[str, HandedOut] = {}

    async def open(self, epoch: str) -> None:
        """Connect to the log, which must be the one that the read models were built from.

        Raises:
            LogMismatch: it is another one.
        """
        await self._log.open()
        if self._log.epoch != epoch:
            raise LogMismatch(
                f"the read models were built from the log of epoch {epoch}, but this log is of epoch {self._log.epoch}: "
                "name the log and the read models that belong together"
            )

    async def retry(self, position: str, found: Sequence[GivenUpWhole], reason: str | None) -> Outcome:
        """Hand what was found at a position out again, or have the view try it again."""
        return await self._act(position, found, Action.RETRY, reason)

    async def skip(self, position: str, found: Sequence[GivenUpWhole], note: str) -> Outcome:
        """Mark what was found at a position; nothing is deleted."""
        return await self._act(position, found, Action.SKIP, note)

    async def handed_out(self) -> Mapping[str, HandedOut]:
        """All that was retried so far, by the position of its dead letter.

        Waits some seconds, at the most, until the groups have finished all of it.
        """
        deadline = time.monotonic() + _WAIT_S
        while left := {position: handed for position, handed in self._handed.items() if not handed.finished}:
            for position, handed in left.items():
                finished = await self._log.has_finished(handed.stream, handed.group, handed.entry_id)
                self._handed[position] = replace(handed, finished=finished)
            if time.monotonic() >= deadline:
                break
            await asyncio.sleep(_LOOK_EVERY_S)
        return self._handed

    async def end(self) -> Position:
        """A position that the read models reach when they have obeyed all commands given so far."""
        return Position(self._log.partition, await self._log.end())

    async def _act(self, position: str, found: Sequence[GivenUpWhole], action: Action, note: str | None) -> Outcome:
        refused = judged(position, found, action)
        if refused is not None:
            return refused
        items = [item for item in found if refusal(item, action) is None]
        event = command(items, action, operator=self._operator, note=note, source=self._source, now=self._now())
        where = items[0].where
        if action is Action.RETRY and where is Where.DEAD:
            return await self._requeue(items[0], event)
        await self._log.append([Append(event=event)])
        detail = (
            "the view is told to try it again" if action is Action.RETRY else f"marked as skipped by {self._operator}"
        )
        return Outcome(position=position, where=where, result=Result.DONE, detail=detail)

    async def _requeue(self, letter: GivenUpWhole, event: Event) -> Outcome:
        entry = Entry(Stream(letter.stream), EntryId.parse(letter.entry_id), read_fields(letter.fields))
        try:
            pending = await self._log.requeue(entry.stream, letter.group, entry, event)
        except GroupLost:
            result = Result.REFUSED
            detail = f"the group {letter.group} of {letter.stream} does not exist: start its consumer, then retry"
        except (EntryGone, EntryTooWide) as error:
            result, detail = Result.REFUSED, f"{error}; skip it with a note"
        else:
            self._handed[letter.position] = HandedOut(entry.stream, letter.group, pending)
            result, detail = Result.DONE, f"pending again in group {letter.group} as {letter.stream}/{pending}"
        return Outcome(position=letter.position, where=Where.DEAD, result=result, detail=detail)


def judged(position: str, found: Sequence[GivenUpWhole], action: Action) -> Outcome | None:
    """Why nothing can be done about what was found at a position; null when something can."""
    if not found:
        detail = "nothing was given up at this position, or the read models have not come to it yet"
        return Outcome(position=position, where=None, result=Result.UNKNOWN, detail=detail)
    if len({item.where for item in found}) > 1:
        detail = "a dead letter and an entry parked by the view share this position: say which is meant, dead or view"
        return Outcome(position=position, where=None, result=Result.REFUSED, detail=detail)
    refusals = [refusal(item, action) for item in found]
    if None in refusals:
        return None
    return Outcome(position=position, where=found[0].where, result=Result.REFUSED, detail=str(refusals[0]))
