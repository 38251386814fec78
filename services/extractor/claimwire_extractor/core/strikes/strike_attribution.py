"""On whose word a strike rests."""

from collections.abc import Sequence

from claimwire_extractor.core.found import FoundAttribution
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention


def strike_attribution(
    background: Background, group: Sequence[Mention]
) -> tuple[tuple[FoundAttribution, ...], list[Reason]]:
    """Name the sources of the claims that tell of it, each once."""
    found: dict[str, FoundAttribution] = {}
    for mention in group:
        for index in mention.claims:
            source = background.claims.claims[index].source
            span = background.span_of_name(source)
            found.setdefault(span.text, FoundAttribution(span=span, claim=index))
    cues = [
        (claim.cue or claim.source)
        for name in found.values()
        if name.claim is not None
        for claim in [background.claims.claims[name.claim]]
    ]
    return tuple(found.values()), [Reason.of("attribution.claim", cue) for cue in cues]
