"""Looking things up in the read models and repairing them through the log."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass

from claimwire.dead_letters.asked import DeadFilter, Selection
from claimwire.dead_letters.given_up import GivenUp, GivenUpWhole, State, Where
from claimwire.dead_letters.handed_out import HandedOut
from claimwire.dead_letters.listing import GivenUpPage, given_up_again, given_up_count, given_up_page
from claimwire.dead_letters.outcome import Outcome, Result
from claimwire.dead_letters.repair import Repair, judged
from claimwire.dead_letters.verdict import Action
from claimwire.dead_letters.whole import given_up_at
from claimwire.errors import ViewMissing
from claimwire.log import Position
from claimwire.views import ViewReader, read_checkpoint

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What a command on many would act on."""

    matched: int
    """All that is open and passes the filters."""
    first: tuple[GivenUp, ...]
    """The newest of them."""


class Workbench:
    """What the command line and the HTTP routes do alike."""

    def __init__(self, view: ViewReader) -> None:
        """Nothing is opened yet."""
        self._view = view

    def epoch(self) -> str:
        """Which log the read models were built from.

        Raises:
            ViewUnavailable: they are not there or cannot be read.
        """
        with self._view.read() as connection:
            checkpoint = read_checkpoint(connection)
        if checkpoint is None:
            raise ViewMissing("the read models hold no checkpoint: wait until the projection has opened them")
        return checkpoint.epoch

    def at(self, position: Position, where: Where | None) -> list[GivenUpWhole]:
        """What was given up at a position; see :func:`given_up_at`.

        Raises:
            ViewUnavailable: the read models are not there or cannot be read.
        """
        with self._view.read() as connection:
            return given_up_at(connection, position, where)

    def plan(self, selection: Selection, *, shown: int) -> Plan:
        """What :meth:`retry_all` would act on.

        Raises:
            ViewUnavailable: the read models are not there or cannot be read.
        """
        with self._view.read() as connection:
            page = given_up_page(connection, _page(selection, shown, None))
            return Plan(given_up_count(connection, selection, State.OPEN), page.items)

    def foreseen(self, position: Position, where: Where | None, action: Action) -> Outcome:
        """What a command would come to, without giving it."""
        found = self.at(position, where)
        refused = judged(str(position), found, action)
        detail = f"open: {action} would be told"
        return refused or Outcome(position=str(position), where=found[0].where, result=Result.DONE, detail=detail)

    def processed(self, outcome: Outcome, handed_out: Mapping[str, HandedOut]) -> Outcome:
        """Tell of a retried dead letter what came of it.

        ``handed_out`` is what :meth:`Repair.handed_out` said before the view came to the log's end.
        """
        handed = handed_out.get(outcome.position)
        if handed is None or outcome.where is not Where.DEAD:
            return outcome
        if not handed.finished:
            return outcome.model_copy(update={"result": Result.PENDING})
        with self._view.read() as connection:
            again = given_up_again(connection, Position.parse(outcome.position), handed)
        if again is None:
            return outcome.model_copy(update={"detail": "processed"})
        detail = f"failed again: {again.error} (now at {again.position})"
        return outcome.model_copy(update={"result": Result.FAILED, "detail": detail})

    def applied(self, outcome: Outcome) -> Outcome:
        """Tell of a command about a parked entry, which the view has obeyed, what came of it."""
        if outcome.result is not Result.DONE or outcome.where is not Where.VIEW:
            return outcome
        found = self.at(Position.parse(outcome.position), Where.VIEW)
        still = [item for item in found if item.state is State.OPEN]
        if still:
            detail = f"it still cannot be applied: {still[0].error}"
            return outcome.model_copy(update={"result": Result.FAILED, "detail": detail})
        applied = any(item.state is State.RETRIED for item in found)
        return outcome.model_copy(update={"detail": "applied"}) if applied else outcome

    async def retry(self, repair: Repair, position: Position, where: Where | None, reason: str | None) -> Outcome:
        """Retry what was given up at a position."""
        return await repair.retry(str(position), await asyncio.to_thread(self.at, position, where), reason)

    async def skip(self, repair: Repair, position: Position, where: Where | None, note: str) -> Outcome:
        """Skip what was given up at a position."""
        return await repair.skip(str(position), await asyncio.to_thread(self.at, position, where), note)

    async def retry_all(
        self, repair: Repair, selection: Selection, *, limit: int | None, reason: str | None
    ) -> AsyncIterator[Outcome]:
        """Retry all that is open and passes the filters, newest first, ``limit`` positions at the most.

        What fails again meanwhile is newer than where the walk stands, so it is left alone.
        """
        cursor, left = None, limit
        while left is None or left > 0:
            page = await asyncio.to_thread(self._open_page, selection, cursor)
            for position, where in _places(page.items):
                if left is not None:
                    if left == 0:
                        return
                    left -= 1
                yield await self.retry(repair, position, where, reason)
            if page.cursor is None:
                return
            cursor = page.cursor

    def _open_page(self, selection: Selection, cursor: str | None) -> GivenUpPage:
        with self._view.read() as connection:
            return given_up_page(connection, _page(selection, _PAGE, cursor))


def _page(selection: Selection, limit: int, cursor: str | None) -> DeadFilter:
    filters = selection.model_dump(include=set(Selection.model_fields))
    return DeadFilter.model_validate({**filters, "limit": limit, "cursor": cursor})


def _places(items: Iterable[GivenUp]) -> list[tuple[Position, Where]]:
    # One command is about all that strangers gave the same position.
    return list(dict.fromkeys((Position.parse(item.position), item.where) for item in items))
