"""What was given up, on a terminal."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from claimwire.dead_letters import GivenUp, GivenUpPage, GivenUpWhole, Outcome, Plan, Result

_WIDEST: Final = 160
_CONTROLS: Final = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10)}
"""What strangers wrote must not steer the terminal."""


def print_page(page: GivenUpPage) -> None:
    """Print one line each."""
    if not page.items:
        click.echo("nothing: no dead letter and no parked event passes the filters")
        return
    Console(width=None if Console().is_terminal else _WIDEST).print(_table(page.items))
    if page.cursor:
        click.echo(f"more: --cursor {page.cursor}")


def print_plan(plan: Plan, count: int, *, as_json: bool) -> None:
    """Print what a command on many would act on."""
    if as_json:
        first = [item.model_dump(mode="json") for item in plan.first]
        click.echo(json.dumps({"matched": plan.matched, "would_retry": count, "first": first}, indent=2))
        return
    if plan.first:
        Console(width=None if Console().is_terminal else _WIDEST).print(_table(plan.first))
    click.echo(f"{plan.matched} open pass the filters; {count} would be retried, the newest first")


def print_whole(item: GivenUpWhole) -> None:
    """Print all that is known of one."""
    kind = "dead letter" if item.where == "dead" else "parked by the view"
    told = {
        "position": f"{item.position} ({kind})",
        "state": item.state,
        "decided": f"by {item.operator} at {_moment(item.decided_at)}" if item.operator else "not yet",
        "note": item.note,
        "recorded": _moment(item.recorded_at),
        "original": f"{item.stream}/{item.entry_id}",
        "type": item.event_type,
        "article": item.article_id,
        "group": item.group,
        "consumer": item.consumer,
        "attempts": str(item.attempts),
        "error": item.error,
        "queues behind it": str(item.queued),
    }
    for name, value in told.items():
        click.echo(f"{name + ':':<18}{_safe(value or '-')}")
    for waiting in item.waiting:
        click.echo(f"    {waiting.position} {waiting.stream} {_safe(waiting.event_type or '-')}")
    if item.traceback:
        click.echo(f"\n{_safe(item.traceback.rstrip())}")
    if item.undecodable is None:
        click.echo(f"\nThe event:\n{json.dumps(item.event, indent=2)}")
    else:
        click.echo(f"\nThe event cannot be decoded: {_safe(item.undecodable)}")
    click.echo("\nThe entry as it was:")
    for field in item.fields:
        encoding = " (base64)" if field.encoding == "base64" else ""
        click.echo(f"    {_safe(field.name)}{encoding}: {_safe(field.value)}")
    click.echo("")


def print_outcomes(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """Print what became of each command: what failed on standard error."""
    if as_json:
        click.echo(json.dumps([outcome.model_dump(mode="json") for outcome in outcomes], indent=2))
        return
    for outcome in outcomes:
        failed = outcome.result not in {Result.DONE, Result.PENDING}
        click.echo(f"{outcome.position}: {_safe(outcome.detail)}", err=failed)
    if len(outcomes) > 1:
        counted = Counter(outcome.result for outcome in outcomes)
        others = "".join(
            f", {counted[result]} {result}" for result in Result if result is not Result.DONE and counted[result]
        )
        click.echo(f"{counted[Result.DONE]} of {len(outcomes)} done{others}")


def _table(items: Sequence[GivenUp]) -> Table:
    table = Table("position", "where", "state", "group", "recorded (UTC)", "article", "attempts", "queued", "error")
    for column in table.columns[:1]:
        column.no_wrap = True
    for item in items:
        table.add_row(
            item.position,
            item.where,
            item.state,
            _plain(item.group),
            _moment(item.recorded_at),
            _plain(item.article_id or "-"),
            str(item.attempts),
            str(item.queued or "-"),
            _plain((item.error or "-").partition("\n")[0][:200]),
        )
    return table


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "-"


def _safe(words: str) -> str:
    return words.translate(_CONTROLS)


def _plain(words: str) -> str:
    # Square brackets would be markup to the table.
    return _safe(words).replace("[", r"\[")
