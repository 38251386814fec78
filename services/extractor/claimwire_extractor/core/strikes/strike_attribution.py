"""On whose word a strike rests."""

from collections.abc import Sequence

from claimwire_extractor.core.found import FoundAttribution
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention


def strike_attribution(background: Background, group: Sequence[Mention]) -> tuple[FoundAttribution, ...]:
    """Name the sources of the claims that tell of it, each once."""
    found: dict[str, FoundAttribution] = {}
    for mention in group:
        for index in mention.claims:
            source = background.claims.claims[index].source
            span = background.span_of_name(source)
            found.setdefault(span.text, FoundAttribution(span=span, claim=index))
    return tuple(found.values())
