"""``claimwire trace``."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from claimwire.archive import History
from claimwire.cli.archive_option import archive_option, whole_history
from claimwire.cli.interruption import Interruption
from claimwire.cli.log_options import log_options
from claimwire.cli.named_views import named_views
from claimwire.cli.parsed import parsed
from claimwire.cli.trace_report import print_trace, trace_document
from claimwire.cli.views_options import views_options
from claimwire.embedded.running_url import running_url
from claimwire.errors import ViewUnavailable
from claimwire.log import Durability, EntryId, RedisLog
from claimwire.moment import moment_of
from claimwire.replay import Extent, bound
from claimwire.secret_file import read_secret
from claimwire.trace import BuildHoldings, Step, Traced, first_meant, holdings, topic_of
from claimwire.views import ViewBuilds


@click.command()
@click.argument("wanted", metavar="ID|POSITION")
@click.option(
    "--as-of", metavar="TIME", callback=parsed(moment_of), help="Only what the press had said by then (ISO 8601)."
)
@click.option(
    "--recorded-as-of", metavar="TIME", callback=parsed(moment_of), help="Only what the log had recorded by then."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@log_options
@views_options
@archive_option
def trace(
    *,
    wanted: str,
    as_of: datetime | None,
    recorded_as_of: datetime | None,
    as_json: bool,
    redis_url: str | None,
    redis_password_file: Path | None,
    data_dir: Path,
    views_url: str | None,
    views_password_file: Path | None,
    archive_url: str | None,
) -> None:
    """Print what led to an event and what came of it, from the wire to the read models.

    Takes the id of an event, an article, a claim or a strike, or a position (partition:id). What the
    read models know is found at once; for the rest, all of history is looked through.
    """
    log = RedisLog(
        running_url(data_dir, redis_url),
        password=read_secret(redis_password_file),
        durability=Durability.REPLICATED,
    )
    views = named_views(data_dir, views_url, views_password_file)
    search = _Search(log, whole_history(log, archive_url, data_dir), views, _meant(wanted), as_of, recorded_as_of)
    steps, builds = asyncio.run(search.run())
    if not steps:
        raise click.ClickException(
            f"there is nothing of {wanted} in this log{', or was not by then' if as_of or recorded_as_of else ''}"
        )
    if as_json:
        click.echo(json.dumps(trace_document(wanted, steps, builds, log.partition), indent=2))
    else:
        print_trace(steps, builds, log.partition)


def _meant(text: str) -> str | EntryId:
    try:
        found = bound(text)
    except ValueError:
        return _identity(text)
    return found if isinstance(found, EntryId) else _identity(text)


def _identity(text: str) -> str:
    # All our ids are UUIDs in small letters; some tools show them in capitals.
    try:
        return str(UUID(text)) if str(UUID(text)) == text.lower() else text
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class _Search:
    log: RedisLog
    history: History
    views: ViewBuilds
    wanted: str | EntryId
    as_of: datetime | None
    recorded_as_of: datetime | None

    async def run(self) -> tuple[Sequence[Step], Sequence[BuildHoldings]]:
        try:
            await self.history.open()
            with _progress() as bar:
                return await self._found(_Told(bar, await self.history.end()))
        finally:
            await self.history.close()

    async def _found(self, told: "_Told") -> tuple[Sequence[Step], Sequence[BuildHoldings]]:
        extent = _recorded_by(self.recorded_as_of)
        known = await self._holdings(self.wanted)
        topic = next((build.article_id for build in known if build.article_id), None)
        traced = Traced(self.history, extent, told, self.as_of)
        if topic is None:
            entry = await first_meant(self.history, self.wanted, extent, told)
            if entry is None:
                return (), known
            topic = topic_of(entry)
            if topic is None:
                return await traced.of_command(entry), known
            known = await self._holdings(topic)
        return await traced.of_topic(topic, self.wanted, known), known

    async def _holdings(self, wanted: str | EntryId) -> Sequence[BuildHoldings]:
        try:
            found = await asyncio.to_thread(holdings, self.views, wanted)
        except ViewUnavailable as error:
            click.echo(f"{error}; going on without them", err=True)
            return ()
        return [build for build in found if build.epoch == self.log.epoch]


def _recorded_by(moment: datetime | None) -> Extent:
    # Entries are timed in whole milliseconds, and those of the moment itself count.
    until = moment.replace(microsecond=moment.microsecond // 1000 * 1000) if moment else None
    return Extent.between(None, until + timedelta(milliseconds=1) if until else None)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("looking through history"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


class _Told:
    """Moves the bar as history is looked through; a signal to stop ends it."""

    def __init__(self, bar: Progress, end: EntryId) -> None:
        self._bar = bar
        self._end = end
        self._task = bar.add_task("", total=None)
        self._first: EntryId | None = None
        self._interruption = Interruption()

    def __call__(self, seen: EntryId) -> None:
        self._interruption.check()
        self._first = self._first or seen
        self._bar.update(
            self._task, total=max(1, self._end.ms - self._first.ms), completed=max(0, seen.ms - self._first.ms)
        )
