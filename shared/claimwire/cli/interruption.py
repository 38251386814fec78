"""Ctrl-C in a command that talks to the log."""

import asyncio
import signal
from contextlib import suppress
from typing import Final

import click

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Turns a signal to stop into an exception at the places that ask; made while the event loop runs.

    The loop's own way, to cancel whatever is awaited, is not safe here: the log's client may swallow
    a cancellation, and the command would go on for ever.
    """

    def __init__(self) -> None:
        """Take the signals over."""
        self._told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._told.set)

    def check(self) -> None:
        """Go on if nobody wants us to stop.

        Raises:
            click.Abort: somebody does.
        """
        if self._told.is_set():
            raise click.Abort

    async def sleep(self, seconds: float) -> None:
        """Sleep, and be woken by a signal; raises as :meth:`check`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._told.wait(), seconds)
        self.check()
