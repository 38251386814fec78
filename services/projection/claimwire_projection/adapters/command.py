"""``claimwire rebuild``."""

import asyncio
import os
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console

from claimwire.archive import History
from claimwire.cli.archive_option import archive_option
from claimwire.cli.build_report import builds_table
from claimwire.cli.durability_option import durability_option
from claimwire.cli.log_options import log_options
from claimwire.cli.named_views import existing_views, named_views
from claimwire.cli.operator_option import operator_option
from claimwire.cli.views_options import views_options
from claimwire.embedded.running_url import running_url
from claimwire.log import EntryId
from claimwire.secret_file import read_secret
from claimwire.views import ViewBuilds, build_states
from claimwire_projection.adapters.awaited_switch import SwitchOutcome, awaited_switch
from claimwire_projection.adapters.build_display import BuildDisplay
from claimwire_projection.adapters.builder import Builder
from claimwire_projection.adapters.history_size import entries_in
from claimwire_projection.adapters.history_source import HistorySource
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.rebuilding import Order, Rebuilding

BATCH: Final = 2_000
"""Entries in one transaction: more save little time and take more memory."""
_NICENESS: Final = 10
_WITHIN_S: Final = 60.0


@click.command()
@click.argument("name", type=click.Choice(["projection"]))
@click.option("--list", "listing", is_flag=True, help="List the builds that are there, and build nothing.")
@click.option("--switch", type=click.IntRange(1), metavar="N", help="Read build N from now on; also to go back.")
@click.option("--drop", type=click.IntRange(1), metavar="N", help="Delete build N, which must not be live.")
@click.option("--no-switch", is_flag=True, help="Build, but go on reading the live build.")
@click.option("--reason", help="Why, for the record.")
@operator_option
@log_options
@durability_option
@archive_option
@views_options
def rebuild(
    *,
    name: str,  # noqa: ARG001 - there is one view so far
    listing: bool,
    switch: int | None,
    drop: int | None,
    no_switch: bool,
    reason: str | None,
    operator: str,
    data_dir: Path,
    archive_url: str | None,
    views_url: str | None,
    views_password_file: Path | None,
    **server: Any,
) -> int:
    """Build the read models anew from the start of history, beside the live ones, and switch when they have caught up.

    The running services go on meanwhile. The first entry that cannot be applied stops the build; what
    was interrupted goes on where it stopped when the command is given again.
    """
    if sum((listing, switch is not None, drop is not None, no_switch)) > 1:
        raise click.UsageError("--list, --switch, --drop and --no-switch exclude each other")
    views = existing_views if listing else named_views
    builds = views(data_dir, views_url, views_password_file)
    try:
        if listing:
            if states := build_states(builds):
                Console().print(builds_table(states))
            else:
                click.echo(f"there are no read models in {builds.name}")
            return 0
        # What is live has the right of way.
        os.nice(_NICENESS)
        order = Order(operator=operator, reason=reason)
        source = HistorySource(
            url=running_url(data_dir, server["redis_url"]),
            password=read_secret(server["redis_password_file"]),
            durability=server["durability"],
            archive_url=archive_url,
            data_dir=data_dir,
        )
        return asyncio.run(_done(builds, order, source, switch=switch, drop=drop, no_switch=no_switch))
    finally:
        builds.close()


async def _done(
    builds: ViewBuilds,
    order: Order,
    source: HistorySource,
    *,
    switch: int | None,
    drop: int | None,
    no_switch: bool,
) -> int:
    with ReadyAhead(source) as ahead:
        async with source.opened() as (log, archive):
            builder = Builder(History(log, archive), batch=BATCH, monotonic=time.monotonic, ahead=ahead)
            size = partial(entries_in, log, archive)
            rebuilding = Rebuilding(log, builder, builds, size=size, now=lambda: datetime.now(UTC))
            if drop is not None:
                click.echo(f"dropped {await rebuilding.drop(drop)}")
                return 0
            with BuildDisplay() as display:
                number = await rebuilding.rebuild(order, display) if switch is None else switch
                if switch is None:
                    click.echo(f"build {number} is finished")
                if no_switch:
                    return 0
                command = await rebuilding.switch(number, order, display)
            if command is None:
                click.echo(f"build {number} is the live one already")
                return 0
            return await _told_of_switch(builds, number, command)


async def _told_of_switch(builds: ViewBuilds, number: int, command: EntryId) -> int:
    click.echo(f"waiting up to {_WITHIN_S:.0f} s for the projection to read build {number}", err=True)
    match await awaited_switch(builds, number, command, within_s=_WITHIN_S):
        case SwitchOutcome.DONE:
            click.echo(f"build {number} is read from now on")
            return 0
        case SwitchOutcome.REFUSED:
            click.echo(f"claimwire: the projection refused to read build {number}: its log says why", err=True)
            return 1
        case SwitchOutcome.OPEN:
            click.echo(f"the command to read build {number} is in the log: the projection obeys when it comes to it")
            return 0
