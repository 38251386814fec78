"""``claimwire up``."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from types import FrameType
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from claimwire.cli.caught_up import caught_up
from claimwire.cli.outside_server import OutsideServer
from claimwire.cli.password_option import password_option
from claimwire.cli.summary import print_summary
from claimwire.log import Durability, EventLog, RedisLog
from claimwire.secret_file import read_secret, without_password
from claimwire.supervisor import Supervisor, installed_services
from claimwire.supervisor.plan import DEFAULT_PORTS

logger = logging.getLogger(__name__)

_ANSWER_WITHIN_S: Final = 5.0

Command = TypeVar("Command", bound=Callable[..., Any])


class _StopSignal:
    """Whether we were told to stop: by Ctrl-C, by SIGTERM, or by the end of our terminal."""

    def __init__(self) -> None:
        self._stopped = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def __call__(self) -> bool:
        return self._stopped

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True


def _port_option(service: str) -> Callable[[Command], Command]:
    return click.option(
        f"--{service}-port",
        type=click.IntRange(1, 65_535),
        default=DEFAULT_PORTS[service],
        show_default=True,
        envvar=f"CLAIMWIRE_{service.upper()}_PORT",
        show_envvar=True,
    )


@click.command()
@click.option(
    "--data-dir",
    envvar="CLAIMWIRE_DATA_DIR",
    show_envvar=True,
    default="data",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Folder for the log and the read models.",
)
@click.option(
    "--redis-url",
    envvar="CLAIMWIRE_REDIS_URL",
    show_envvar=True,
    help="Use this server instead of starting a private one; the private one's own address changes nothing.",
)
@password_option
@click.option(
    "--host",
    envvar="CLAIMWIRE_HOST",
    show_envvar=True,
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on.",
)
@click.option("--workers", type=click.IntRange(1, 256), help="Extraction processes; default: one per processor.")
@click.option(
    "--seeds",
    type=click.Path(exists=True, path_type=Path),
    help="Ingest this file or folder once everything runs, and print what was extracted.",
)
@click.option("--once", is_flag=True, help="Stop after the summary, with status 0.")
@_port_option("query")
@_port_option("ingest")
@_port_option("extractor")
@_port_option("projection")
@_port_option("archiver")
@click.pass_context
def up(
    context: click.Context,
    /,
    *,
    data_dir: Path,
    redis_url: str | None,
    redis_password_file: Path | None,
    host: str,
    workers: int | None,
    seeds: Path | None,
    once: bool,
    **ports: int,
) -> int:
    """Run all installed services, and a private server unless a URL is given; Ctrl-C drains and stops."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s up         %(levelname)-7s %(message)s", datefmt="%H:%M:%S"
    )
    plans = installed_services({name.removesuffix("_port"): port for name, port in ports.items()})
    from_environment = context.get_parameter_source("redis_url") is ParameterSource.ENVIRONMENT
    outside = OutsideServer.chosen(
        redis_url, data_dir, named_by="CLAIMWIRE_REDIS_URL" if from_environment else "--redis-url"
    )
    if redis_password_file and not outside:
        raise click.UsageError("a password file goes with --redis-url: the private server needs none")
    settings = {"CLAIMWIRE_EXTRACTOR_WORKERS": str(workers)} if workers else {}
    if redis_password_file:
        settings["CLAIMWIRE_REDIS_PASSWORD_FILE"] = str(redis_password_file)
    supervisor = Supervisor(
        plans, data_dir=data_dir, host=host, redis_url=outside.url if outside else None, settings=settings
    )
    stopped = _StopSignal()
    try:
        supervisor.start()
        logger.info("the log is at %s", without_password(supervisor.url))
        if outside:
            outside.await_answer(stopped, supervisor.look_after, within_s=_ANSWER_WITHIN_S)
        if supervisor.await_ready(stopped):
            log = RedisLog(supervisor.url, password=read_secret(redis_password_file), durability=Durability.REPLICATED)
            # The archiver takes its time, an hour or so: what it has not archived can be read none the less.
            names = [plan.name for plan in plans if plan.name != "archiver"]
            status = _ingest(seeds, log, names, supervisor, stopped) if seeds else 0
            if seeds and not stopped():
                print_summary(host, ports["query_port"])
            if once:
                return status
            query, ingest = (_address(host, ports[name]) for name in ("query_port", "ingest_port"))
            click.echo(f"Read on {query}, send articles to {ingest}/articles, stop with Ctrl-C.")
            supervisor.run(stopped)
    finally:
        supervisor.stop()
    return 0


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _ingest(seeds: Path, log: EventLog, services: Collection[str], supervisor: Supervisor, stopped: _StopSignal) -> int:
    """Ingest and wait until everything of it can be read."""
    status = supervisor.run_beside([sys.executable, "-m", "claimwire.cli", "ingest", str(seeds)], stopped)
    if not asyncio.run(caught_up(log, services, stopped, supervisor.look_after)):
        return 1
    return status
