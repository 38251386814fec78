"""Dead letters and parked events over HTTP."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from claimwire.dead_letters import (
    DeadFilter,
    Outcome,
    Repair,
    Result,
    Selection,
    Tally,
    Where,
    given_up_at,
    given_up_page,
    tally,
)
from claimwire.http import ProblemError, problem_docs
from claimwire.log import Position
from claimwire.views import ViewReader
from claimwire_query.adapters.http.asking import POSITION_HEADER, PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.http.orders import (
    GivenUpAnswer,
    GivenUpAt,
    RetryAllAnswer,
    RetryAllOrder,
    RetryOrder,
    SkipOrder,
)
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.core.filters import Question

_SHOWN: Final = 20
_REFUSALS: Final = (403, 413, 415, 422, 501)

At = Annotated[
    str, Path(pattern=r"^\d{1,9}:\d{1,15}-\d{1,20}$", description="`partition:id`, as the listing gives it.")
]


class DeadQuestion(Question, DeadFilter):
    """Filters of ``/dead``."""


class PlaceQuestion(Question):
    """Which of the things at a position are meant."""

    where: Where | None = None
    """Given up by a consumer group (``dead``) or by the read models (``view``); both when left out."""


def dead_letter_routes(view: ViewReader, desk: RepairDesk) -> APIRouter:
    """``/dead`` and what can be done about what it lists."""
    routes = APIRouter(tags=["dead letters and parked events"], responses=PROBLEMS)

    @routes.get("/dead", responses=example("given up"))
    async def list_given_up(
        request: Request, response: Response, asked: Annotated[DeadQuestion, Query()]
    ) -> GivenUpAnswer:
        """List what consumer groups gave up on and what the read models could not take, newest first."""
        page = await ask(view, asked, response.headers, lambda connection: given_up_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return GivenUpAnswer(items=page.items, next=address, next_cursor=page.cursor)

    @routes.get("/dead/tally")
    async def count_given_up(response: Response, asked: Annotated[Question, Query()]) -> Tally:
        """Count what is open and waits for an operator."""
        return await ask(view, asked, response.headers, tally)

    @routes.get("/dead/{position}", responses=problem_docs(404))
    async def read_given_up(response: Response, position: At, asked: Annotated[PlaceQuestion, Query()]) -> GivenUpAt:
        """Read one with its original entry, decoded and raw, its error and what queues behind it."""
        place = Position.parse(position)
        found = await ask(view, asked, response.headers, lambda connection: given_up_at(connection, place, asked.where))
        if not found:
            raise _nothing_at(position)
        return GivenUpAt(items=tuple(found))

    @routes.post("/dead/retry", responses=problem_docs(*_REFUSALS))
    async def retry_all(response: Response, order: RetryAllOrder) -> RetryAllAnswer:
        """Try all open ones that pass the filters once more, or with `dry_run` only tell which they are."""
        selection = Selection.model_validate(order.model_dump(include=set(Selection.model_fields)))
        plan = await run_in_threadpool(desk.bench.plan, selection, shown=min(_SHOWN, order.limit))
        outcomes: list[Outcome] = []
        if not order.dry_run:
            async with desk.repair(order.operator) as repair:
                walk = desk.bench.retry_all(repair, selection, limit=order.limit, reason=order.reason)
                outcomes = [outcome async for outcome in walk]
                await _tell_position(response, repair)
        refused = tuple(outcome for outcome in outcomes if outcome.result is not Result.DONE)
        return RetryAllAnswer(
            dry_run=order.dry_run,
            matched=plan.matched,
            first=plan.first,
            retried=len(outcomes) - len(refused),
            refused=refused,
        )

    @routes.post("/dead/{position}/retry", responses=problem_docs(404, 409, *_REFUSALS))
    async def retry(response: Response, position: At, order: RetryOrder) -> Outcome:
        """Hand it to its group once more, or have the read models try it again."""
        async with desk.repair(order.operator) as repair:
            outcome = await desk.bench.retry(repair, Position.parse(position), order.where, order.reason)
            await _tell_position(response, repair)
        return _done(outcome)

    @routes.post("/dead/{position}/skip", responses=problem_docs(404, 409, *_REFUSALS))
    async def skip(response: Response, position: At, order: SkipOrder) -> Outcome:
        """Mark it as skipped; nothing is deleted, and what queues behind a parked event goes on."""
        async with desk.repair(order.operator) as repair:
            outcome = await desk.bench.skip(repair, Position.parse(position), order.where, order.note)
            await _tell_position(response, repair)
        return _done(outcome)

    return routes


async def _tell_position(response: Response, repair: Repair) -> None:
    # With it as wait_for, the next question is answered when the read models have obeyed.
    response.headers[POSITION_HEADER] = str(await repair.end())


def _done(outcome: Outcome) -> Outcome:
    if outcome.result is Result.UNKNOWN:
        raise _nothing_at(outcome.position)
    if outcome.result is Result.REFUSED:
        raise ProblemError(HTTPStatus.CONFLICT, "It cannot be done", outcome.detail)
    return outcome


def _nothing_at(position: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        "Nothing given up there",
        f"nothing was given up at {position}, or the read models have not come to it; ask with wait_for for a later state",
    )
