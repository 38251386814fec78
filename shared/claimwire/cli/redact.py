"""``claimwire redact``."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console

from claimwire.archive import Archive
from claimwire.cli.archive_option import archive_option
from claimwire.cli.confirmation import confirm
from claimwire.cli.durability_option import durability_option
from claimwire.cli.log_options import log_options
from claimwire.cli.named_views import named_views
from claimwire.cli.operator_option import operator_option
from claimwire.cli.takedown_findings import TakedownFindings
from claimwire.cli.takedown_watch import TakedownWatch
from claimwire.cli.views_options import views_options
from claimwire.embedded.running_url import running_url
from claimwire.errors import MisuseError, RetryableError
from claimwire.events import Event
from claimwire.log import Append, Appended, Durability, EntryId, Position, RedisLog
from claimwire.secret_file import read_secret
from claimwire.takedown import takedown_command
from claimwire.views import ViewBuilds


@click.command()
@click.argument("article_id")
@click.option("--reason", required=True, help="Legal or editorial ground, for the record; it stays, so do not quote.")
@operator_option
@click.option("--dry-run", is_flag=True, help="Count what would be taken, and take nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-wait", is_flag=True, help="Record the command and return.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait until it is carried out.",
)
@log_options
@durability_option
@archive_option
@views_options
def redact(
    *,
    article_id: str,
    reason: str,
    operator: str,
    dry_run: bool,
    yes: bool,
    no_wait: bool,
    timeout: float,
    redis_url: str | None,
    redis_password_file: Path | None,
    durability: Durability,
    archive_url: str | None,
    data_dir: Path,
    views_url: str | None,
    views_password_file: Path | None,
) -> int:
    """Take an article down: its text, and all that was read in it, go out of log, archive, dead letters and read models.

    Tombstones stay, so positions and counts go on to verify. It cannot be undone, and nothing more is
    taken about the article: what would go is shown first, and you are asked.
    """
    if not reason.strip():
        raise click.UsageError("--reason is empty: say on what ground it is taken down")
    try:
        command = takedown_command(article_id, operator=operator, reason=reason, now=datetime.now(UTC))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        raise click.UsageError(f"{problem['loc'][0]}: {problem['msg']}") from error
    log = RedisLog(running_url(data_dir, redis_url), password=read_secret(redis_password_file), durability=durability)
    archive = Archive.at(archive_url, data_dir)
    builds = named_views(data_dir, views_url, views_password_file)
    try:
        within_s = None if no_wait else timeout
        request = _Request(command=command, builds=builds, dry_run=dry_run, yes=yes, within_s=within_s)
        return asyncio.run(_done(log, archive, request, archive_named=archive_url is not None))
    finally:
        builds.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    command: Event
    builds: ViewBuilds
    dry_run: bool
    yes: bool
    within_s: float | None
    """Null to return when the command is on record."""

    @property
    def article_id(self) -> str:
        return self.command.subject


async def _done(log: RedisLog, archive: Archive, request: _Request, *, archive_named: bool) -> int:
    try:
        await log.open()
        archive.expect(log.epoch)
        found = await TakedownFindings.of(request.article_id, log, archive, request.builds)
        if found.no_archive and await log.trim_line() > EntryId.START:
            raise MisuseError(
                f"the log was trimmed, and there is no archive in {archive.url}: name the one of this log with --archive-url"
            )
        if found.no_archive and archive_named:  # its archiver may not have closed a segment yet
            found.gaps.append(f"there is no archive in {archive.url}")
        watch = TakedownWatch(log, request.builds, request.article_id, within_s=request.within_s or 0)
        status = await _settled(request, found, watch)
        return await _given(log, request, watch) if status is None else status
    finally:
        await log.close()
        await archive.close()


async def _settled(request: _Request, found: TakedownFindings, watch: TakedownWatch) -> int | None:
    """What the verb ends with where nothing is to be taken; null where the command is to be given."""
    for gap in found.gaps:
        click.echo(f"claimwire: not looked at: {gap}", err=True)
    article_id = request.article_id
    if found.tombstones:
        click.echo(f"{article_id} was taken down already: what is left of it goes too")
    elif not found.anything:
        click.echo(
            f"claimwire: there is nothing of this article in log, archive or read models: {article_id}", err=True
        )
        return 1
    if found.anything:
        Console().print(found.table())
        click.echo(f"{len(found.entries)} entries of {article_id} would be taken down")
        for build in found.builds:
            click.echo(f"its rows in {build} too")
    if request.dry_run:
        return 0
    if found.anything:
        confirm(f"Take {article_id} down? It cannot be undone", yes=request.yes)
    elif found.command and not found.gaps and not await watch.left(found.command):
        return await watch.until_done(found.command)
    return None


async def _given(log: RedisLog, request: _Request, watch: TakedownWatch) -> int:
    [outcome] = await log.append([Append(event=request.command)])
    if not isinstance(outcome, Appended):
        raise RetryableError(f"the log did not take the command ({outcome}): give it again")
    click.echo(f"the takedown of {request.article_id} is on record at {Position(log.partition, outcome.id)}")
    return 0 if request.within_s is None else await watch.until_done(outcome.id)
