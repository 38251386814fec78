"""Trying again until it works or the process is to stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from claimwire.errors import RetryableError
from claimwire.subscriptions import Backoff

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Stopped(Exception):
    """The process is to stop; what was to be done is left."""


async def insist(what: str, call: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T:
    """Await a call until it does not raise a retryable error.

    Raises:
        Stopped: ``stop`` was set.
    """
    backoff = Backoff()
    while not stop.is_set():
        try:
            return await call()
        except RetryableError as error:
            logger.warning("%s failed, trying again: %s", what, error)
            await backoff.wait()
    raise Stopped
