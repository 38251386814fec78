"""Which log it is."""

from typing import Final

from claimwire.errors import LogMismatch
from claimwire.log.redis_streams.keys import LAYOUT

PARTITIONS: Final = 1
"""Number of partitions this build can serve."""


def check_identity(*, epoch: str, partitions: str, layout: str, marked: str, known: str) -> None:
    """Compare what the log records of itself and with its partition, and the epoch known to us, empty for none.

    Raises:
        LogMismatch: other layout or partition count, another epoch than known, or keys of two logs.
    """
    if (partitions, layout) != (str(PARTITIONS), LAYOUT):
        raise LogMismatch(
            f"the log has {partitions} partitions in key layout {layout}, this build serves {PARTITIONS} in layout {LAYOUT}: use the build that made it"
        )
    if epoch != marked:
        raise LogMismatch(
            f"the log's partition is of a log of epoch {marked}, not of {epoch}: restore all keys from one backup"
        )
    if known and epoch != known:
        raise LogMismatch(
            f"the log's epoch changed from {known} to {epoch}: the server was emptied or replaced; restore its data, or rebuild what was derived from the old log"
        )
