"""Ours and the raw way in turns."""

import gc
from collections.abc import Awaitable, Callable
from statistics import median

from tests.bench.measurement import Measurement

Side = Callable[[], Awaitable[float]]
"""Does its work once, from an empty start, and tells how many units it did in a second."""


async def in_turns(
    name: str, unit: str, ours: Side, raw: Side, *, rounds: int, at_least: float | None = None
) -> Measurement:
    """Compare two ways of doing the same: A B A B ..., after one of each that does not count.

    Without ``at_least`` nothing is aimed at. Neighbours share the machine's mood, so the ratio is the median of theirs, not the ratio of medians.
    """
    await ours()
    await raw()
    # What the benchmark itself holds, events by the thousand, is nobody's garbage to look through.
    gc.collect()
    gc.freeze()
    pairs = [(await ours(), await raw()) for _ in range(rounds)]
    gc.unfreeze()
    ratio = median(mine / theirs for mine, theirs in pairs)
    return Measurement(
        name=name,
        value=round(median(mine for mine, _ in pairs), 1),
        unit=unit,
        baseline=round(median(theirs for _, theirs in pairs), 1),
        ratio=round(ratio, 3),
        aim=None if at_least is None else f"ratio >= {at_least:g}",
        met=None if at_least is None else ratio >= at_least,
    )
