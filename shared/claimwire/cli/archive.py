"""``claimwire archive``."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from claimwire.archive import Archive, Segment
from claimwire.cli.archive_option import archive_option
from claimwire.cli.data_dir_option import data_dir_option
from claimwire.cli.log_marks import LogMarks
from claimwire.cli.log_options import log_options
from claimwire.embedded.running_url import running_url
from claimwire.errors import LogMismatch, LogUnavailable, MisuseError
from claimwire.secret_file import read_secret

if TYPE_CHECKING:
    from claimwire.archive.verification import Verification

R = TypeVar("R")

_SHOWN: Final = 10
"""Segments listed on a terminal: the newest."""


@click.group()
def archive() -> None:
    """Look at the archive of the log's history."""


@archive.command()
@archive_option
@data_dir_option
@click.option("--json", "as_json", is_flag=True, help="Print every segment as JSON, with the path of its Parquet file.")
def status(*, archive_url: str | None, data_dir: Path, as_json: bool) -> None:
    """Print how far the archive reaches and what it holds."""
    place = Archive.at(archive_url, data_dir)
    segments = asyncio.run(_with(place, Archive.segments))
    if as_json:
        click.echo(json.dumps([_document(place, segment) for segment in segments], indent=2))
        return
    console = Console()
    console.print(f"archive {place.url}", highlight=False, soft_wrap=True)
    if not segments:
        console.print("nothing is archived yet", highlight=False)
        return
    entries, size = sum(segment.entries for segment in segments), sum(segment.size for segment in segments)
    console.print(
        f"epoch {segments[-1].epoch}, {len(segments):,} segments, {entries:,} entries, {size / 2**20:,.1f} MiB, up to {segments[-1].last}",
        highlight=False,
        soft_wrap=True,
    )
    console.print(_table(segments[-_SHOWN:]))


@archive.command()
@archive_option
@log_options
@data_dir_option
@click.pass_context
def verify(
    context: click.Context,
    *,
    archive_url: str | None,
    redis_url: str | None,
    redis_password_file: Path | None,
    data_dir: Path,
) -> None:
    """Read every segment through: digests, counts, order, and that none is missing; status 1 when something is wrong.

    Only the log tells whether the newest segments are there: it is asked when it is named, or runs on the data folder.
    """
    place = Archive.at(archive_url, data_dir)
    try:
        marks: LogMarks | str = asyncio.run(
            LogMarks.of(running_url(data_dir, redis_url), read_secret(redis_password_file))
        )
    except (MisuseError, LogUnavailable) as error:
        if redis_url:
            raise
        marks = str(error)
    found, epoch = asyncio.run(_with(place, _verified))
    if isinstance(marks, LogMarks) and epoch not in {None, marks.epoch}:
        if redis_url:
            raise LogMismatch(
                f"the archive {place.url} holds the log of epoch {epoch}, the log named is of {marks.epoch}"
            )
        marks = f"the log at {marks.url} is another than the archive's; name that (--redis-url)"
    missing = marks.missing_after(found.end) if isinstance(marks, LogMarks) else []
    problems = [*found.problems, *missing]
    for line in [*problems, *found.leftovers]:
        click.echo(line)
    if isinstance(marks, str):
        click.echo(f"whether the newest segments are there is not known: {marks}")
    if problems:
        click.echo(f"{found.segments:,} segments, {found.entries:,} entries: {len(problems)} problems")
        context.exit(1)
    if not found.segments:
        click.echo(f"nothing is archived yet at {place.url}")
        return
    click.echo(f"{found.segments:,} segments, {found.entries:,} entries: all is as the manifests say")


async def _verified(place: Archive) -> "tuple[Verification, str | None]":
    await place.check_place()
    columns = TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        segments = await place.segments()
        task = progress.add_task("", total=len(segments))
        found = await place.verify(lambda done: progress.update(task, completed=done))
        return found, segments[-1].epoch if segments else None


async def _with(place: Archive, look: Callable[[Archive], Awaitable[R]]) -> R:
    try:
        return await look(place)
    finally:
        await place.close()


def _table(segments: list[Segment]) -> Table:
    table = Table("up to", "recorded", "entries", "bytes", "rewritten", title="Newest segments", title_justify="left")
    for segment in segments:
        table.add_row(
            str(segment.last),
            f"{segment.last.recorded_at:%Y-%m-%d %H:%M:%S}",
            f"{segment.entries:,}",
            f"{segment.size:,}",
            str(segment.edition or "-"),
        )
    return table


def _document(place: Archive, segment: Segment) -> dict[str, object]:
    return {**segment.model_dump(mode="json"), "path": f"{place.partition_url}/{segment.path}"}
