"""Waiting in tests, by condition and never by the clock."""

import threading
import time
from collections.abc import Callable
from typing import Final

_LOOK_EVERY_S: Final = 0.02


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Look again and again until the condition holds.

    Raises:
        AssertionError: it did not come to hold in time.
    """
    deadline = time.monotonic() + seconds
    tick = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"the condition did not come true within {seconds:.0f} s"
        tick.wait(_LOOK_EVERY_S)
