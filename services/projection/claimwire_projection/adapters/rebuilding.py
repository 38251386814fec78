"""What an operator does with builds: make one, read another one, drop one."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from claimwire.errors import MisuseError, RetryableError, ViewInUse
from claimwire.events import HISTORY, Rebuild, Switch, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, Appended, EntryId, EventLog
from claimwire.views import BuildName, BuildProgress, ViewBuilds, view_name
from claimwire_projection.adapters.builder import Builder, skipped_in
from claimwire_projection.adapters.error_policy import ParkAlways, ParkOnlySkipped
from claimwire_projection.adapters.view_store import ViewStore

Told = Callable[[BuildName, BuildProgress], None]
"""Called after every batch."""

_SOURCE: Final = "claimwire/cli"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who gives a command, and why."""

    operator: str
    reason: str | None = None


class Rebuilding:
    """Builds beside the live service, in a process of its own; only the service itself changes what is live."""

    def __init__(
        self,
        log: EventLog,
        builder: Builder,
        builds: ViewBuilds,
        *,
        size: Callable[[], Awaitable[int]],
        now: Callable[[], datetime],
    ) -> None:
        """``size`` counts the entries of history, ``now`` dates the commands; the log is open already."""
        self._log = log
        self._builder = builder
        self._builds = builds
        self._size = size
        self._now = now

    async def rebuild(self, order: Order, told: Told) -> int:
        """Make a new build, or go on with an unfinished one; returns its number once it is finished.

        Raises:
            RebuildStopped: an entry cannot be applied; the build goes on from there another time.
            ViewInUse: another rebuild is at work.
            LogMismatch: the unfinished build is of another log.
            MisuseError: the number of an unfinished build has been taken by another one.
        """
        number = await asyncio.to_thread(self._next)
        policy = ParkOnlySkipped(await skipped_in(self._builder.history, self._log.partition))
        store = ViewStore(self._builds.database(number, finished=False), policy)
        try:
            await self._begin(store)
            await self._say(Rebuild(operator=order.operator, reason=order.reason, view=view_name(), version=number))
            await self._builder.build(store, await self._size(), self._telling(store, told))
            await asyncio.to_thread(store.close, lambda: self._builds.finish(number))
        finally:
            await asyncio.to_thread(store.close)
        await self._log.forget_reader(store.build.reader)
        return number

    async def switch(self, number: int, order: Order, told: Told) -> EntryId | None:
        """Bring a finished build to the end of history, and command to read it; returns the command's id.

        Null where it is the live one already: that is nothing to do.

        What cannot be applied is parked meanwhile, as in the live build: one goes back in need.

        Raises:
            MisuseError: there is no such build.
            ViewInUse: somebody else is at it.
        """
        build = BuildName(number=number)
        if build not in await asyncio.to_thread(self._builds.found):
            raise MisuseError(f"there is no finished {build} in {self._builds.name}: --list shows what is there")
        if number == await asyncio.to_thread(self._builds.live):
            return None
        store = ViewStore(self._builds.database(number), ParkAlways())
        try:
            await asyncio.to_thread(store.open, self._log.epoch, self._log.partition)
            await self._builder.build(store, 0, self._telling(store, told))
        finally:
            await asyncio.to_thread(store.close)
        return await self._say(Switch(operator=order.operator, reason=order.reason, view=view_name(), version=number))

    async def drop(self, number: int) -> BuildName:
        """Delete a build that is not live, and what it told the log; of two of one number the unfinished one.

        Raises:
            MisuseError: it is live, or not there.
            ViewInUse: somebody writes it.
        """
        found = [build for build in await asyncio.to_thread(self._builds.found) if build in _named(number)]
        if not found:
            raise MisuseError(
                f"there is no {BuildName(number=number)} in {self._builds.name}: --list shows what is there"
            )
        build = min(found, key=lambda build: build.finished)
        await asyncio.to_thread(self._drop, build)
        await self._log.forget_reader(build.reader)
        return build

    async def _begin(self, store: ViewStore) -> None:
        try:
            await asyncio.to_thread(store.open, self._log.epoch, self._log.partition)
        except ViewInUse as error:
            raise ViewInUse(
                f"a rebuild of {view_name()} runs already, it makes {store.build} (--list shows how far it is): "
                "wait for it, or stop it and give the command again to go on from there"
            ) from error

    def _drop(self, build: BuildName) -> None:
        self._refuse_live(build)  # before the lock, which the running projection holds: that is not what is wrong
        with self._builds.database(build.number, finished=build.finished).lock():
            # And while nobody can begin to write it: until then a switch could have made it the live one.
            self._refuse_live(build)
            self._builds.drop(build)

    def _refuse_live(self, build: BuildName) -> None:
        if build.finished and build.number == self._builds.live():
            raise MisuseError(f"{build} is live: switch to another one first")

    def _next(self) -> int:
        ours = [build for build in self._builds.found() if build.version == BuildName().version]
        finished = {build.number for build in ours if build.finished}
        for build in ours:
            if build.number in finished and not build.finished:
                # The first build of a shape, which its service began anew after the builder had died.
                raise MisuseError(f"{build}, was made a second time meanwhile: give it up with --drop {build.number}")
        unfinished = [build.number for build in ours if not build.finished]
        return unfinished[0] if unfinished else max(finished, default=0) + 1

    def _telling(self, store: ViewStore, told: Told) -> Callable[[BuildProgress], Awaitable[None]]:
        async def tell(progress: BuildProgress) -> None:
            told(store.build, progress)
            if not store.build.finished:
                await self._log.report_checkpoint(store.build.reader, HISTORY, store.position)

        return tell

    async def _say(self, command: Rebuild | Switch) -> EntryId:
        now, kind = self._now(), type_of(command).name
        identity = event_id(kind, command.view, fact=f"{command.version}/{command.operator}/{now.isoformat()}")
        event = new_event(command, id=identity, subject="claimwire", source=_SOURCE, time=now)
        [outcome] = await self._log.append([Append(event=event)])
        if not isinstance(outcome, Appended):
            raise RetryableError(f"the log did not take the command ({outcome}): give it again")
        return outcome.id


def _named(number: int) -> set[BuildName]:
    return {BuildName(number=number), BuildName(number=number, finished=False)}
