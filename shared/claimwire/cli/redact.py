"""``claimwire redact``."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from claimwire.archive import Archive
from claimwire.cli.archive_option import archive_option
from claimwire.cli.durability_option import durability_option
from claimwire.cli.log_options import log_options
from claimwire.cli.named_views import named_views
from claimwire.cli.operator_option import operator_option
from claimwire.cli.takedown_watch import TakedownWatch
from claimwire.cli.views_options import views_options
from claimwire.embedded.running_url import running_url
from claimwire.errors import RetryableError
from claimwire.events import HISTORY, Event, Stream
from claimwire.log import Append, Appended, Durability, EntryId, Position, RedisLog
from claimwire.secret_file import read_secret
from claimwire.takedown import in_archive, in_log, is_tombstone_of, takedown_command


@click.command()
@click.argument("article_id")
@click.option("--reason", required=True, help="Legal or editorial ground, for the record; it stays, so do not quote.")
@operator_option
@click.option("--dry-run", is_flag=True, help="Count what would be taken, and take nothing.")
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
    taken about the article.
    """
    try:
        command = takedown_command(article_id, operator=operator, reason=reason, now=datetime.now(UTC))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        raise click.UsageError(f"{problem['loc'][0]}: {problem['msg']}") from error
    log = RedisLog(running_url(data_dir, redis_url), password=read_secret(redis_password_file), durability=durability)
    archive = Archive.at(archive_url, data_dir)
    builds = named_views(data_dir, views_url, views_password_file)
    try:
        if dry_run:
            return asyncio.run(_counted(log, archive, article_id))
        watch = None if no_wait else TakedownWatch(log, builds, article_id, within_s=timeout)
        return asyncio.run(_given(log, command, watch))
    finally:
        builds.close()


async def _counted(log: RedisLog, archive: Archive, article_id: str) -> int:
    try:
        await log.open()
        archive.expect(log.epoch)
        everywhere: set[tuple[Stream, EntryId]] = set()
        columns: list[Counter[Stream]] = []
        kept = [entry async for entry in in_log(log, article_id, _nothing) if not is_tombstone_of(entry, article_id)]
        archived = [entry async for _, found in in_archive(archive, article_id, _nothing) for entry in found]
        for entries in (kept, archived):
            everywhere |= {(entry.stream, entry.id) for entry in entries}
            columns.append(Counter(entry.stream for entry in entries))
    finally:
        await log.close()
        await archive.close()
    in_the_log, in_the_archive = columns
    table = Table("stream", "in the log", "in the archive", "entries")
    for stream in (one for one in HISTORY if in_the_log[one] or in_the_archive[one]):
        entries_of = sum(place[0] is stream for place in everywhere)
        table.add_row(stream.value, f"{in_the_log[stream]:,}", f"{in_the_archive[stream]:,}", f"{entries_of:,}")
    Console().print(table)
    click.echo(f"{len(everywhere)} entries of {article_id} would be taken down")
    return 0


def _nothing() -> None:
    """There is no bar to move: it takes seconds."""


async def _given(log: RedisLog, command: Event, watch: TakedownWatch | None) -> int:
    try:
        await log.open()
        [outcome] = await log.append([Append(event=command)])
        if not isinstance(outcome, Appended):
            raise RetryableError(f"the log did not take the command ({outcome}): give it again")
        click.echo(f"the takedown of {command.subject} is on record at {Position(log.partition, outcome.id)}")
        return 0 if watch is None else await watch.until_done(outcome.id)
    finally:
        await log.close()
