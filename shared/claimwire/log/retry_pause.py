"""How long an entry rests after its work failed."""

from hashlib import blake2b
from typing import Final

from claimwire.log.position import EntryId

LET_GO: Final = "(let go)"
"""Consumer, of any group, that holds what was let go: a real one must not have this name."""

_DOUBLINGS: Final = 8


def retry_pause_ms(entry_id: EntryId, attempts: int, first_ms: int) -> int:
    """Milliseconds before the next attempt: doubled with each attempt, and up to half as long again by chance.

    Chance keeps entries that failed together from coming back together. It is drawn from the id, so that
    whoever asks, and whenever, comes to the same moment: nobody has to remember it, and no restart forgets it.
    """
    drawn = int.from_bytes(blake2b(f"{entry_id}/{attempts}".encode(), digest_size=4).digest()) / 2**32
    return round((first_ms << min(max(attempts, 1) - 1, _DOUBLINGS)) * (1 + drawn / 2))
