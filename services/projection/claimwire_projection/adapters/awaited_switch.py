"""What the projection makes of a command to read another build."""

import asyncio
import time
from contextlib import closing
from enum import StrEnum
from typing import Final

from claimwire.errors import RetryableError
from claimwire.log import EntryId, Position
from claimwire.views import ViewBuilds, ViewReader

_LOOK_EVERY_S: Final = 0.2


class SwitchOutcome(StrEnum):
    """What has become of the command."""

    DONE = "done"
    """The build is read."""
    REFUSED = "refused"
    """The projection has come past the command and reads another one; its log says why."""
    OPEN = "open"
    """It has not come to the command: it does not run, or has much to do before."""


async def awaited_switch(builds: ViewBuilds, number: int, command: EntryId, *, within_s: float) -> SwitchOutcome:
    """Wait until the projection has obeyed or refused, some time at the most.

    Raises:
        ViewUnavailable: nobody can tell for now.
    """
    deadline = time.monotonic() + within_s
    with closing(ViewReader(builds)) as view:
        while True:
            passed = await asyncio.to_thread(_stands, view)
            # Asked after the checkpoint: the choice comes before anything that passes the command.
            if await asyncio.to_thread(builds.live) == number:
                return SwitchOutcome.DONE
            if passed and passed.id >= command:
                return SwitchOutcome.REFUSED
            if time.monotonic() >= deadline:
                return SwitchOutcome.OPEN
            await asyncio.sleep(_LOOK_EVERY_S)


def _stands(view: ViewReader) -> Position | None:
    try:
        return view.checkpoint()
    except RetryableError:
        return None
