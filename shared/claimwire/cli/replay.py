"""``claimwire replay``."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
from redis.asyncio import Redis

from claimwire.archive import History
from claimwire.cli.archive_option import archive_option, whole_history
from claimwire.cli.data_dir_option import data_dir_option
from claimwire.cli.extent_options import extent_options
from claimwire.cli.interruption import Interruption
from claimwire.cli.log_options import log_options
from claimwire.cli.operator_option import operator_option
from claimwire.cli.parsed import parsed
from claimwire.cli.replay_progress import ReplayProgress
from claimwire.cli.standard_output import standard_output
from claimwire.embedded.running_url import running_url
from claimwire.events import HISTORY, Stream, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, Durability, RedisLog
from claimwire.log.redis_streams.connection import connection
from claimwire.replay import Extent, GiveWay, Pace, Selection, Sink
from claimwire.replay import replay as run_replay
from claimwire.replay.extent import Bound
from claimwire.replay.names import streams_of, types_of
from claimwire.replay.sinks import Lines, StreamCopies
from claimwire.replay.target import Target, TargetKind
from claimwire.secret_file import read_secret
from claimwire.whole_file import whole_file

_SOURCE: Final = "claimwire/cli"
_NICENESS: Final = 10
_PART_OF_A_VIEW: Final = (
    "read models of a part of history would answer as if that were all: leave --from, --to, --streams, --types and "
    "--speed away, or ask the queries with as_of and recorded_as_of"
)


@click.command()
@extent_options("entry")
@click.option("--streams", metavar="A,B", callback=parsed(streams_of), help=f"Of {', '.join(HISTORY)}; default: all.")
@click.option(
    "--types", metavar="A,B", callback=parsed(types_of), help="Event types, such as strike.reported; default: all."
)
@click.option(
    "--speed",
    "pace",
    metavar="10x|max",
    default="max",
    show_default=True,
    callback=parsed(Pace.parse),
    help="Keep the recorded intervals, divided by this factor; max: as fast as it goes.",
)
@click.option(
    "--into",
    "target",
    metavar="stdout|file:PATH|stream:PREFIX|projection",
    required=True,
    callback=parsed(Target.parse),
    help="JSON lines, or the entries as they are in streams PREFIX:{0}:..., or read models built anew (as `claimwire rebuild` does).",
)
@click.option("--raw", is_flag=True, help="Write entries that are no events too: their fields, as they are.")
@operator_option
@click.option("--reason", help="Why, for the audit.")
@log_options
@data_dir_option
@archive_option
@click.pass_context
def replay(
    context: click.Context,
    *,
    start: Bound | None,
    end: Bound | None,
    streams: tuple[Stream, ...] | None,
    types: frozenset[str] | None,
    pace: Pace,
    target: Target,
    raw: bool,
    operator: str,
    reason: str | None,
    redis_url: str | None,
    redis_password_file: Path | None,
    data_dir: Path,
    archive_url: str | None,
) -> int:
    """Read history again, in the log's order across streams.

    Live work goes first: this process takes the processor last, and pauses while another reader of
    the log is catching up. A replay into streams that was ended in the middle goes on there when it
    is repeated; a file is there whole or not at all.
    """
    selection = Selection(Extent.between(start, end), streams or HISTORY, types or frozenset())
    if target.kind is TargetKind.PROJECTION:
        if start or end or streams or types or pace.factor:
            raise click.UsageError(_PART_OF_A_VIEW)
        given = {
            "--operator": operator,
            "--reason": reason,
            "--redis-url": redis_url,
            "--redis-password-file": redis_password_file,
            "--data-dir": data_dir,
            "--archive-url": archive_url,
        }
        return _rebuild(context, [part for name, value in given.items() if value for part in (name, str(value))])
    # Where both want a processor, whoever serves live readers gets it.
    os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    where = _Where(running_url(data_dir, redis_url), read_secret(redis_password_file), data_dir, archive_url)
    audit = _Audit(operator, reason, target)
    asyncio.run(_replay(where, selection, audit, pace, raw=raw))
    return 0


@dataclass(frozen=True, slots=True)
class _Where:
    url: str
    password: str | None
    data_dir: Path
    archive_url: str | None

    def log(self) -> RedisLog:
        return RedisLog(self.url, password=self.password, durability=Durability.REPLICATED)

    def history(self, log: RedisLog) -> History:
        return whole_history(log, self.archive_url, self.data_dir)

    def client(self) -> Redis:
        return connection(self.url, self.password)


@dataclass(frozen=True, slots=True)
class _Audit:
    operator: str
    reason: str | None
    target: Target

    def command(self, selection: Selection, partition: int, now: datetime) -> Append:
        body = selection.command(into=str(self.target), operator=self.operator, reason=self.reason, partition=partition)
        identity = event_id(type_of(body).name, body.into, fact=f"{now.isoformat()}/{body.model_dump_json()}")
        return Append(event=new_event(body, id=identity, subject=body.into, source=_SOURCE, time=now))


def _rebuild(context: click.Context, options: list[str]) -> int:
    verbs = context.find_root().command
    rebuild = verbs.get_command(context, "rebuild") if isinstance(verbs, click.Group) else None
    if rebuild is None:
        raise click.UsageError("read models are built by `claimwire rebuild`, which is not installed here")
    status: object = rebuild.main(["projection", *options], prog_name="claimwire rebuild", standalone_mode=False)
    return status if isinstance(status, int) else 0


async def _replay(where: _Where, selection: Selection, audit: _Audit, pace: Pace, *, raw: bool) -> None:
    log = where.log()
    history = where.history(log)
    interruption = Interruption()
    pause = GiveWay(log.status, monotonic=time.monotonic, sleep=interruption.sleep)

    async def give_way() -> None:
        interruption.check()
        await pause()

    try:
        await history.open()
        asked = replace(selection, extent=selection.extent.until(await history.end()))
        async with _sink(where, audit.target, partition=log.partition, raw=raw) as sink:
            if audit.target.kind is TargetKind.STREAM:
                # A prefix that holds something else is refused here, before the record says that it was replayed into.
                await sink.begin(asked)
                await log.append([audit.command(asked, log.partition, datetime.now(UTC))])
            with ReplayProgress(asked.extent.last) as told:
                await run_replay(
                    history,
                    asked,
                    sink,
                    pace=pace,
                    give_way=give_way,
                    monotonic=time.monotonic,
                    sleep=interruption.sleep,
                    told=told,
                )
    finally:
        await history.close()


@asynccontextmanager
async def _sink(where: _Where, target: Target, *, partition: int, raw: bool) -> AsyncIterator[Sink]:
    match target.kind:
        case TargetKind.FILE:
            with whole_file(Path(target.name)) as file:
                yield Lines(file, partition=partition, raw=raw)
        case TargetKind.STREAM:
            client = where.client()
            try:
                yield StreamCopies(client, target.name, partition=partition)
            finally:
                await client.aclose()
        case _:
            with standard_output() as out:
                yield Lines(out, partition=partition, raw=raw)
