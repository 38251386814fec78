"""Live work goes first."""

from collections.abc import Awaitable, Callable
from typing import Final

from claimwire.log import LogStatus

_LOOK_EVERY_S: Final = 1.0
_PAUSE_S: Final = 0.25


class GiveWay:
    """Pauses between pages while some reader of the log is catching up.

    That is one which is behind and moves: a reader that stands still, such as the group of a service
    long gone, is not helped by waiting for it.
    """

    def __init__(
        self,
        status: Callable[[], Awaitable[LogStatus]],
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """``status`` asks the log how its readers stand."""
        self._status = status
        self._monotonic = monotonic
        self._sleep = sleep
        self._look_at = float("-inf")
        self._stood: dict[object, object] = {}
        self._busy = False

    async def __call__(self) -> None:
        """Pause for a moment if somebody is catching up."""
        if self._monotonic() >= self._look_at:
            self._busy = self._catching_up(await self._status())
            self._look_at = self._monotonic() + _LOOK_EVERY_S
        if self._busy:
            await self._sleep(_PAUSE_S)

    def _catching_up(self, status: LogStatus) -> bool:
        stands = {(reader.name, tuple(reader.streams)): reader.position for reader in status.readers}
        behind = [
            key for reader in status.readers if reader.behind != 0 for key in [(reader.name, tuple(reader.streams))]
        ]
        moving = [key for key in behind if key in self._stood and self._stood[key] != stands[key]]
        self._stood = dict(stands)
        return bool(moving)
