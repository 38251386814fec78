"""What a strike hit, apart from places."""

from collections.abc import Sequence

from claimwire.events import Span
from claimwire_extractor.core.strikes.mention import Mention


def strike_targets(group: Sequence[Mention]) -> tuple[Span, ...]:
    """Take the targets of all mentions, each wording once."""
    found: dict[str, Span] = {}
    for mention in group:
        for span in mention.targets:
            found.setdefault(span.text.lower(), span)
    return tuple(found.values())
