"""A signal to stop, in a command that talks to the log."""

import asyncio
import signal
from contextlib import suppress
from typing import Final

from click.exceptions import Exit

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_BY_A_SIGNAL: Final = 128
"""What POSIX shells add to a signal's number to tell that it ended a command."""


class Interruption:
    """Turns a signal to stop into an exception at the places that ask; made while the event loop runs.

    The loop's own way, to cancel whatever is awaited, is not safe here: the log's client may swallow
    a cancellation, and the command would go on for ever.
    """

    def __init__(self) -> None:
        """Take the signals over."""
        self._told = asyncio.Event()
        self._status = 0
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._tell, number)

    def check(self) -> None:
        """Go on if nobody wants us to stop.

        Raises:
            click.exceptions.Exit: somebody does; the status is 128 and the number of the first signal that said so.
        """
        if self._told.is_set():
            raise Exit(self._status)

    async def sleep(self, seconds: float) -> None:
        """Sleep, and be woken by a signal; raises as :meth:`check`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._told.wait(), seconds)
        self.check()

    def _tell(self, number: signal.Signals) -> None:
        self._status = self._status or _BY_A_SIGNAL + number
        self._told.set()
