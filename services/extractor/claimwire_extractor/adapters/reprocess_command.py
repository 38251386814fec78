"""``claimwire reprocess``."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from claimwire.archive import History
from claimwire.cli.archive_option import archive_option, whole_history
from claimwire.cli.data_dir_option import data_dir_option
from claimwire.cli.extent_options import extent_options
from claimwire.cli.log_options import log_options
from claimwire.cli.operator_option import operator_option
from claimwire.embedded.running_url import running_url
from claimwire.events import Event, Reprocess, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Durability, EventLog, Position, RedisLog
from claimwire.replay import Extent
from claimwire.replay.extent import Bound
from claimwire.secret_file import read_secret
from claimwire_extractor.adapters.reprocess import Reprocessed, Reprocessing
from claimwire_extractor.adapters.reprocess_progress import ReprocessProgress
from claimwire_extractor.core.generation import GENERATION, GROUP

_MOST_UNFINISHED: Final = 1_000


@click.command()
@extent_options("article")
@click.option("--article", "articles", metavar="ID", multiple=True, help="Only this article; may be given again.")
@click.option(
    "--generation",
    type=click.IntRange(min=1),
    default=GENERATION,
    show_default=f"{GENERATION}, the installed extractor's",
    help="The least generation that counts as having read an article, and that may answer.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Ask for so many revisions at the most.")
@click.option(
    "--most-unfinished",
    type=click.IntRange(min=100),
    default=_MOST_UNFINISHED,
    show_default=True,
    help="Wait while so many requests are unanswered: they take memory of the log's server.",
)
@click.option("--dry-run", is_flag=True, help="Count what would be asked for, and write nothing.")
@operator_option
@click.option("--reason", help="Why, for the audit.")
@log_options
@archive_option
@data_dir_option
def reprocess(
    *,
    start: Bound | None,
    end: Bound | None,
    articles: tuple[str, ...],
    generation: int,
    limit: int | None,
    most_unfinished: int,
    dry_run: bool,
    operator: str,
    reason: str | None,
    redis_url: str | None,
    redis_password_file: Path | None,
    archive_url: str | None,
    data_dir: Path,
) -> None:
    """Ask for articles of history to be extracted again.

    Running extractors answer behind all live work, once for each revision that no extraction of the
    generation or a newer one covers. Repeat the command to go on where an earlier run ended. See
    `claimwire status` for how many requests wait, `claimwire diff-extractors` for what has changed.
    """
    asked = _Asked(Extent.between(start, end), articles, generation, operator, reason)
    log = RedisLog(
        running_url(data_dir, redis_url),
        password=read_secret(redis_password_file),
        durability=Durability.REPLICATED,
    )
    history = whole_history(log, archive_url, data_dir)
    done = asyncio.run(_run(log, history, asked, limit=limit, most_unfinished=most_unfinished, dry_run=dry_run))
    click.echo(
        f"{'would request' if dry_run else 'requested'} {done.requested:,} revisions; left out {done.left_out:,} "
        f"that generation {generation} or a newer one has read, that wait already, or that were taken down",
        err=True,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    extent: Extent
    articles: tuple[str, ...]
    generation: int
    operator: str
    reason: str | None

    def command(self, partition: int) -> Event:
        now = datetime.now(UTC)
        body = Reprocess(
            operator=self.operator,
            reason=self.reason,
            generation=self.generation,
            start=str(Position(partition, self.extent.first)),
            end=str(Position(partition, self.extent.last)),
            articles=self.articles,
        )
        identity = event_id(type_of(body).name, GROUP, fact=f"{now.isoformat()}/{body.model_dump_json()}")
        return new_event(body, id=identity, subject=GROUP, source="claimwire/cli", time=now)


async def _run(
    log: EventLog, history: History, asked: _Asked, *, limit: int | None, most_unfinished: int, dry_run: bool
) -> Reprocessed:
    try:
        await history.open()
        asked = replace(asked, extent=asked.extent.until(await log.end()))
        with ReprocessProgress(asked.extent) as told:
            reprocessing = Reprocessing(
                log,
                history,
                asked.command(log.partition),
                most_unfinished=most_unfinished,
                clock=lambda: datetime.now(UTC),
                told=told,
            )
            return await reprocessing.run(limit=limit, dry_run=dry_run)
    finally:
        await history.close()
