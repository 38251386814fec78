"""Ids that nobody's clock has come near."""

import time
from typing import Final

from claimwire.log.position import EntryId

_MOST_AHEAD_MS: Final = 24 * 60 * 60 * 1000
"""How far an entry may be ahead of all clocks; as in ``clock.lua``."""


def latest_ms(last: EntryId) -> int:
    """The latest millisecond that an entry keeps its id with, when ``last`` was given out last."""
    return max(last.ms, time.time_ns() // 1_000_000) + _MOST_AHEAD_MS
