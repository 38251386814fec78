"""Waiting until a takedown has been carried out everywhere."""

import asyncio
import time
from collections.abc import Iterator
from typing import Final

import click
from rich.console import Console

from claimwire.errors import RetryableError
from claimwire.log import EntryId, EventLog, LogStatus
from claimwire.views import VIEWS_VERSION, BuildName, ViewBuilds, holders, rows_found

_LOOK_EVERY_S: Final = 0.2
_ARCHIVER: Final = "archiver"


class TakedownWatch:
    """Looks at what the services tell the log, and into all builds of the read models."""

    def __init__(self, log: EventLog, builds: ViewBuilds, article_id: str, *, within_s: float) -> None:
        """The log is opened by its owner."""
        self._log = log
        self._builds = builds
        self._article_id = article_id
        self._within_s = within_s

    async def until_done(self, command: EntryId) -> int:
        """Wait for all of it; returns 0 when it is done, 1 when something is left, which is told."""
        deadline = time.monotonic() + self._within_s
        with Console(stderr=True).status("") as shown:
            while left := await self.left(command):
                shown.update(f"waiting for {'; '.join(left)}")
                if time.monotonic() >= deadline or await self._nobody_archives():
                    break
                await asyncio.sleep(_LOOK_EVERY_S)
        others = await asyncio.to_thread(self._other_shapes)
        for line in left:
            click.echo(f"claimwire: not done: {line}", err=True)
        for build in others:
            click.echo(f"claimwire: {build}", err=True)
        if left:
            click.echo("the takedown is on record: the services carry it out when they run and come to it", err=True)
        if left or others:
            return 1
        click.echo(
            f"{self._article_id} is taken down here; see to backups, copies and subscribers (docs/operations.md, Takedown)"
        )
        return 0

    async def left(self, command: EntryId) -> list[str]:
        """What has yet to come to the command, or to erase the article."""
        try:
            status = await self._log.status()
            waiting = list(_behind(status, command))
            return waiting or [str(build) for build in await asyncio.to_thread(self._holders)]
        except RetryableError as error:
            return [str(error)]

    async def _nobody_archives(self) -> bool:
        try:
            return _ARCHIVER not in {reader.name for reader in (await self._log.status()).readers}
        except RetryableError:
            return False

    def _holders(self) -> list[BuildName]:
        return holders(self._builds, self._article_id)

    def _other_shapes(self) -> list[str]:
        found = rows_found(self._builds, self._article_id)
        return [
            self._told(build, "cannot be read and may hold" if has_rows is None else "still holds")
            for build, has_rows in found.items()
            if build.version != VIEWS_VERSION and has_rows is not False
        ]

    def _told(self, build: BuildName, holds: str) -> str:
        database = self._builds.database(build.number, finished=build.finished, version=build.version)
        return (
            f"{build} {holds} the article, and only its own version could take it out: "
            f"when nothing reads it any more, {database.removal}: {database.name}"
        )


def _behind(status: LogStatus, command: EntryId) -> Iterator[str]:
    positions = {reader.name: reader.position or EntryId.START for reader in status.readers if reader.pending is None}
    if _ARCHIVER not in positions:
        yield "the archiver, which takes it out of log and archive: none runs on this log"
    for name, position in positions.items():
        if (name == _ARCHIVER or _is_view(name)) and position < command:
            yield f"{name}, which stands at {position}"


def _is_view(reader: str) -> bool:
    service, _, label = reader.partition("/")
    build = BuildName.parse(label)
    return service == "projection" and build is not None and build.version == VIEWS_VERSION
