"""``claimwire status``."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from claimwire.cli.log_options import log_options
from claimwire.cli.views_options import views_options
from claimwire.embedded.running_url import running_url
from claimwire.log import Durability, LogStatus, ReaderStatus, RedisLog
from claimwire.secret_file import read_secret, without_password

if TYPE_CHECKING:
    from claimwire.dead_letters import Tally


@click.command()
@log_options
@views_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(
    *,
    redis_url: str | None,
    redis_password_file: Path | None,
    data_dir: Path,
    views_url: str | None,
    views_password_file: Path | None,
    as_json: bool,
) -> None:
    """Print each stream's length, each consumer's lag, the builds of the read models, and how much was given up and is open."""
    url = running_url(data_dir, redis_url)
    report = asyncio.run(_ask(url, read_secret(redis_password_file)))
    given_up = _given_up(data_dir, views_url, views_password_file)
    builds, documents = _builds(data_dir, views_url, views_password_file, report)
    if as_json:
        document = _document(report) | {"builds": documents} | _counted(given_up, report.at)
        click.echo(json.dumps(document, indent=2))
        return
    console = Console()
    console.print(f"log {without_password(url)}", highlight=False, soft_wrap=True)
    console.print(f"epoch {report.epoch}, asked at {report.at:%Y-%m-%d %H:%M:%S} UTC", highlight=False)
    console.print(_streams(report))
    console.print(_readers(report))
    if builds:
        console.print(builds)
    console.print(_sentence(given_up, report.at), highlight=False, markup=False, soft_wrap=True)


def _given_up(data_dir: Path, views_url: str | None, views_password_file: Path | None) -> "Tally | str":
    try:
        from claimwire.cli.named_views import named_views  # noqa: PLC0415 - a host of extractors lacks what it needs
        from claimwire.cli.open_count import open_count  # noqa: PLC0415 - as above
    except ImportError as error:
        return f"{error.name} is not installed here"
    return open_count(named_views(data_dir, views_url, views_password_file))


def _builds(
    data_dir: Path, views_url: str | None, views_password_file: Path | None, report: LogStatus
) -> tuple[Table | None, list[dict[str, object]]]:
    try:
        from claimwire.cli.build_report import builds_document, builds_table, known_states  # noqa: PLC0415 - as above
        from claimwire.cli.named_views import named_views  # noqa: PLC0415 - as above
    except ImportError:
        return None, []
    states = known_states(named_views(data_dir, views_url, views_password_file))
    behind = {reader.name: reader.behind for reader in report.readers}
    return builds_table(states, behind) if states else None, builds_document(states)


def _sentence(given_up: "Tally | str", at: datetime) -> str:
    if isinstance(given_up, str):
        return f"dead letters and parked events: unknown, as {given_up}"
    if given_up.oldest is None:
        return "dead letters and parked events: none open"
    return (
        f"open dead letters: {given_up.dead}, parked events: {given_up.parked} ({given_up.queued} wait behind them), "
        f"the oldest {timedelta(seconds=_age(given_up.oldest, at))} old: see `claimwire dead list`"
    )


def _counted(given_up: "Tally | str", at: datetime) -> dict[str, object]:
    if isinstance(given_up, str):
        return {"given_up": None, "given_up_unknown": given_up}
    age = None if given_up.oldest is None else _age(given_up.oldest, at)
    return {"given_up": given_up.model_dump(mode="json") | {"oldest_seconds": age}}


def _age(oldest: datetime, at: datetime) -> int:
    return max(0, round((at - oldest).total_seconds()))


async def _ask(url: str, password: str | None) -> LogStatus:
    # Looking must work on a server with unsafe settings too: that is when one looks.
    log = RedisLog(url, password=password, durability=Durability.REPLICATED)
    try:
        await log.open()
        return await log.status()
    finally:
        await log.close()


def _streams(report: LogStatus) -> Table:
    table = Table("stream", "entries", "newest")
    for stream in report.streams:
        table.add_row(
            stream.stream, str(stream.length), f"{stream.last.recorded_at:%Y-%m-%d %H:%M:%S}" if stream.last else "-"
        )
    return table


def _readers(report: LogStatus) -> Table:
    table = Table("consumer", "streams", "behind", "pending", "seconds behind", "position")
    for reader in report.readers:
        table.add_row(
            reader.name,
            ", ".join(reader.streams),
            _number(reader.behind),
            "-" if reader.pending is None else str(reader.pending),
            f"{reader.seconds:.1f}",
            str(reader.position or "-"),
        )
    return table


def _number(count: int | None) -> str:
    return "unknown" if count is None else str(count)


def _document(report: LogStatus) -> dict[str, object]:
    return {
        "epoch": report.epoch,
        "at": report.at.isoformat(),
        "streams": [
            {"stream": stream.stream, "length": stream.length, "last": str(stream.last) if stream.last else None}
            for stream in report.streams
        ],
        "readers": [_reader(reader) for reader in report.readers],
    }


def _reader(reader: ReaderStatus) -> dict[str, object]:
    return {
        "name": reader.name,
        "streams": list(reader.streams),
        "behind": reader.behind,
        "pending": reader.pending,
        "seconds": reader.seconds,
        "position": str(reader.position) if reader.position else None,
    }
