"""How many munitions or strikes, as the mentions of a strike count them."""

from collections.abc import Sequence

from claimwire.events import Quantity
from claimwire_extractor.core.strikes.mention import Mention

_VAGUE = 3
"""Up to this number an open count says next to nothing ("several", "multiple")."""


def strike_count(group: Sequence[Mention]) -> Quantity | None:
    """Take the first number, a vague one only where there is no other."""
    counts = [mention.count for mention in group if mention.count]
    return min(counts, key=_is_vague, default=None)


def _is_vague(count: Quantity) -> bool:
    return count.max is None and (count.min or 0) <= _VAGUE
