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
@data_dir_option
@click.pass_context
def verify(context: click.Context, *, archive_url: str | None, data_dir: Path) -> None:
    """Read every segment through: digests, counts, order, and that none is missing; status 1 when something is wrong."""
    place = Archive.at(archive_url, data_dir)
    found = asyncio.run(_with(place, _verified))
    for problem in found.problems:
        click.echo(problem)
    wrong = f"{len(found.problems)} problems" if found.problems else "all is as the manifests say"
    click.echo(f"{found.segments:,} segments, {found.entries:,} entries: {wrong}")
    if found.problems:
        context.exit(1)


async def _verified(place: Archive) -> "Verification":
    columns = TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(await place.segments()))
        return await place.verify(lambda done: progress.update(task, completed=done))


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
