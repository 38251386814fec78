"""How long to wait before the next try."""

import asyncio
import random
from typing import Final

_FIRST_S: Final = 0.05
_LONGEST_S: Final = 5.0


class Backoff:
    """Exponential waits with full jitter, from 50 ms to 5 s; a success starts over."""

    def __init__(self) -> None:
        """Start with the shortest wait."""
        self._failures = 0

    @property
    def failed(self) -> bool:
        """Whether the last try failed."""
        return self._failures > 0

    def succeeded(self) -> None:
        """Start over."""
        self._failures = 0

    async def wait(self) -> None:
        """Wait after one more failure in a row."""
        longest = min(_LONGEST_S, _FIRST_S * 2**self._failures)
        self._failures = min(self._failures + 1, 16)
        await asyncio.sleep(random.uniform(longest / 2, longest))  # noqa: S311 - jitter, not a secret
