"""What a strike was done with, as its mentions name it."""

from collections.abc import Sequence

from claimwire.events import Span, StrikeKind
from claimwire_extractor.core.strikes.mention import Mention


def strike_weapon(group: Sequence[Mention]) -> Span | None:
    """Take the longest name: it is the most exact."""
    return max((mention.weapon for mention in group if mention.weapon), key=lambda span: len(span.text), default=None)


def strike_kind(group: Sequence[Mention]) -> StrikeKind:
    """Take the first kind that a mention gives."""
    given = (mention.kind for mention in group if mention.kind is not StrikeKind.UNSPECIFIED)
    return next(given, StrikeKind.UNSPECIFIED)
