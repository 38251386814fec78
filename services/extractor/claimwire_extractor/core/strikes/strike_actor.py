"""Who fired, as the mentions of a strike name him."""

from collections.abc import Sequence

from claimwire.events import Actor, Side
from claimwire_extractor.core.strikes.mention import Mention


def strike_actor(group: Sequence[Mention]) -> Actor:
    """Take the first name whose side is known, else the first name."""
    named = [mention for mention in group if mention.actor]
    named.sort(key=lambda mention: mention.side is Side.UNKNOWN)
    if not named or named[0].actor is None:
        # "We struck a depot": whoever speaks tells the side, and no word names it.
        return Actor(side=next((mention.side for mention in group if mention.side is not Side.UNKNOWN), Side.UNKNOWN))
    span = named[0].actor
    return Actor(text=span.text, start=span.start, end=span.end, side=named[0].side)
