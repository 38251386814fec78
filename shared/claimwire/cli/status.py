"""``claimwire status``."""

import asyncio
import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from claimwire.cli.password_option import password_option
from claimwire.embedded.running_url import running_url
from claimwire.log import Durability, LogStatus, ReaderStatus, RedisLog
from claimwire.secret_file import read_secret, without_password


@click.command()
@click.option(
    "--redis-url",
    envvar="CLAIMWIRE_REDIS_URL",
    help="Address of the log's server; default: the one `claimwire up` runs.",
)
@password_option
@click.option(
    "--data-dir",
    envvar="CLAIMWIRE_DATA_DIR",
    default="data",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Data folder of `claimwire up`.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(*, redis_url: str | None, redis_password_file: Path | None, data_dir: Path, as_json: bool) -> None:
    """Print each stream's length and each consumer's lag in entries and seconds."""
    url = running_url(data_dir, redis_url)
    report = asyncio.run(_ask(url, read_secret(redis_password_file)))
    if as_json:
        click.echo(json.dumps(_document(report), indent=2))
        return
    console = Console()
    console.print(f"log {without_password(url)}", highlight=False, soft_wrap=True)
    console.print(f"epoch {report.epoch}, asked at {report.at:%Y-%m-%d %H:%M:%S} UTC", highlight=False)
    console.print(_streams(report))
    console.print(_readers(report))


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
