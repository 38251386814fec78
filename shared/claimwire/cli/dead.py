"""``claimwire dead``."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, TypeVar

import click
from pydantic import ValidationError

from claimwire.cli.confirmation import confirm
from claimwire.cli.dead_report import print_outcomes, print_page, print_plan, print_whole
from claimwire.cli.log_options import log_options
from claimwire.cli.operator_option import operator_option
from claimwire.cli.read_views import read_views
from claimwire.cli.views_options import views_options
from claimwire.dead_letters import (
    Action,
    DeadFilter,
    Outcome,
    Repair,
    Result,
    Selection,
    State,
    Where,
    Workbench,
    given_up_page,
)
from claimwire.embedded.running_url import running_url
from claimwire.errors import BadCursor, RetryableError, ViewBehind
from claimwire.log import Durability, Position, RedisLog
from claimwire.secret_file import read_secret
from claimwire.views import ViewReader

Command = TypeVar("Command", bound=Callable[..., Any])
Settings = Mapping[str, Any]
Act = Callable[[Workbench, Repair], AsyncIterator[Outcome]]

_SHOWN: Final = 20
_SOURCE: Final = "claimwire/cli"

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
_yes = click.option("--yes", is_flag=True, help="Do not ask.")
_reason = click.option("--reason", help="Why, for the record.")
_positions = click.argument("positions", nargs=-1, required=True, metavar="POSITION...")
_which = click.option(
    "--where",
    type=click.Choice(["dead", "view", "any"]),
    default="any",
    show_default=True,
    help="Given up by a consumer group, or by the read models.",
)


def _filters(command: Command) -> Command:
    for option in (
        click.option("--until", help="Recorded then or earlier: an ISO 8601 time, or a day (UTC)."),
        click.option("--since", help="Recorded then or later: an ISO 8601 time, or a day (UTC)."),
        click.option("--article", "article_id", metavar="ID", help="Of this article."),
        click.option("--error", metavar="TEXT", help="Its error holds these words, in any case."),
        click.option("--group", help="Given up by this consumer group."),
        _which,
    ):
        command = option(command)
    return command


def _writes(command: Command) -> Command:
    for option in (
        operator_option,
        log_options,
        views_options,
        _json,
    ):
        command = option(command)
    return command


@click.group()
def dead() -> None:
    """Look at what could not be processed, try it again, or skip it.

    A dead letter is an entry that a consumer group gave up on; a parked event is one that the read models could not take.
    """


@dead.command("list")
@_filters
@click.option(
    "--state", type=click.Choice([*(state.value for state in State), "all"]), default="open", show_default=True
)
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@click.option("--cursor", help="Go on after the page that named it.")
@views_options
@_json
def list_given_up(*, as_json: bool, **asked: Any) -> None:
    """List what was given up, newest first."""
    page_asked = _validated(DeadFilter, asked)
    try:
        with _view(asked) as view, view.read() as connection:
            page = given_up_page(connection, page_asked)
    except BadCursor as error:
        raise click.UsageError(f"--cursor: {error}") from error
    if as_json:
        items = [item.model_dump(mode="json") for item in page.items]
        click.echo(json.dumps({"items": items, "next_cursor": page.cursor}, indent=2))
    else:
        print_page(page)


@dead.command()
@click.argument("position")
@_which
@views_options
@_json
def show(*, position: str, as_json: bool, **asked: Any) -> int:
    """Print one with its original entry, decoded and raw, its error and what queues behind it."""
    with _view(asked) as view:
        found = Workbench(view).at(Position.parse(position), _where(asked))
    if as_json:
        click.echo(json.dumps([item.model_dump(mode="json") for item in found], indent=2))
    for item in () if as_json else found:
        print_whole(item)
    if not found:
        click.echo(f"claimwire: nothing was given up at {position}, or the read models have not come to it", err=True)
    return 0 if found else 1


@dead.command()
@_positions
@_which
@_reason
@_dry_run
@_writes
def retry(*, positions: tuple[str, ...], reason: str | None, dry_run: bool, **asked: Any) -> int:
    """Try these once more: hand them to their group again, or have the read models take them."""
    parsed = [Position.parse(position) for position in positions]
    where = _where(asked)
    if dry_run:
        return _told(asked, parsed, Action.RETRY)

    async def act(bench: Workbench, repair: Repair) -> AsyncIterator[Outcome]:
        for position in parsed:
            yield await bench.retry(repair, position, where, reason)

    return _act(asked, act)


@dead.command("retry-all")
@_filters
@click.option("--limit", type=click.IntRange(1), help="At the most so many, newest first; default: all.")
@_reason
@_dry_run
@_yes
@_writes
def retry_all(*, limit: int | None, reason: str | None, dry_run: bool, yes: bool, **asked: Any) -> int:
    """Try all open ones that pass the filters once more."""
    selection = _validated(Selection, asked)
    with _view(asked) as view:
        plan = Workbench(view).plan(selection, shown=min(_SHOWN, limit or _SHOWN))
    count = plan.matched if limit is None else min(plan.matched, limit)
    if dry_run or not asked["as_json"]:
        print_plan(plan, count, as_json=asked["as_json"])
    if dry_run or not count:
        return 0
    confirm(f"Retry {count}?", yes=yes)
    return _act(asked, lambda bench, repair: bench.retry_all(repair, selection, limit=count, reason=reason))


@dead.command()
@_positions
@_which
@click.option("--note", required=True, metavar="TEXT", help="Why it may be skipped.")
@_dry_run
@_yes
@_writes
def skip(*, positions: tuple[str, ...], note: str, dry_run: bool, yes: bool, **asked: Any) -> int:
    """Mark these as skipped; nothing is deleted, and what queues behind a parked event goes on."""
    if not note.strip():
        raise click.UsageError("--note is empty: say why it may be skipped")
    parsed = [Position.parse(position) for position in positions]
    where = _where(asked)
    if dry_run:
        return _told(asked, parsed, Action.SKIP)
    if len(parsed) > 1:
        confirm(f"Skip {len(parsed)}?", yes=yes)

    async def act(bench: Workbench, repair: Repair) -> AsyncIterator[Outcome]:
        for position in parsed:
            yield await bench.skip(repair, position, where, note)

    return _act(asked, act)


def _act(asked: Settings, act: Act) -> int:
    outcomes = asyncio.run(_acted(asked, act))
    print_outcomes(outcomes, as_json=asked["as_json"])
    return 0 if all(outcome.result in {Result.DONE, Result.PENDING} for outcome in outcomes) else 1


async def _acted(asked: Settings, act: Act) -> list[Outcome]:
    async with _repairing(asked) as (view, bench, repair):
        outcomes = [outcome async for outcome in act(bench, repair)]
        if not any(outcome.result is Result.DONE for outcome in outcomes):
            return outcomes
        try:
            handed_out = await repair.handed_out()
            # Only now: what failed again meanwhile is a dead letter before this end.
            await view.wait_for(await repair.end())
            return [bench.processed(bench.applied(outcome), handed_out) for outcome in outcomes]
        except ViewBehind:
            click.echo("the read models have not obeyed yet: look again with `claimwire dead list`", err=True)
        except RetryableError as error:
            click.echo(f"what came of it cannot be told now: look again with `claimwire dead list` ({error})", err=True)
        return outcomes


@asynccontextmanager
async def _repairing(asked: Settings) -> AsyncIterator[tuple[ViewReader, Workbench, Repair]]:
    # The services that write articles check that the server keeps what it acknowledges.
    url, password = running_url(asked["data_dir"], asked["redis_url"]), read_secret(asked["redis_password_file"])
    log = RedisLog(url, password=password, durability=Durability.REPLICATED)
    with _view(asked) as view:
        bench = Workbench(view)
        repair = Repair(log, operator=asked["operator"], source=_SOURCE, now=partial(datetime.now, UTC))
        try:
            await repair.open(bench.epoch())
            yield view, bench, repair
        finally:
            await log.close()


def _told(asked: Settings, positions: list[Position], action: Action) -> int:
    with _view(asked) as view:
        outcomes = [Workbench(view).foreseen(position, _where(asked), action) for position in positions]
    print_outcomes(outcomes, as_json=asked["as_json"])
    return 0 if all(outcome.result is Result.DONE for outcome in outcomes) else 1


def _view(asked: Settings) -> AbstractContextManager[ViewReader]:
    return read_views(asked["data_dir"], asked["views_url"], asked["views_password_file"])


def _where(asked: Settings) -> Where | None:
    return None if asked["where"] == "any" else Where(asked["where"])


F = TypeVar("F", bound=Selection)


def _validated(kind: type[F], asked: Settings) -> F:
    given = {name: asked[name] for name in kind.model_fields if asked.get(name) is not None}
    try:
        return kind.model_validate(given | {"where": _where(asked)})
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        name = "article" if problem["loc"][0] == "article_id" else problem["loc"][0]
        raise click.UsageError(f"--{name}: {problem['msg'].removeprefix('Value error, ')}") from error
