"""On whose word a strike rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import ClaimAct
from claimwire_extractor.core.found import FoundAttribution
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.aftermath_claims import aftermath_claims
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.names_of_source import names_of_source
from claimwire_extractor.core.strikes.stand_in import stands_for_another
from claimwire_extractor.core.strikes.telling import told_in


@dataclass(frozen=True, slots=True)
class StrikeAttribution:
    """The names a strike rests on, in the order of their claims, and why."""

    names: tuple[FoundAttribution, ...]
    reasons: Sequence[Reason]


def strike_attributions(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[StrikeAttribution]:
    """Name for each strike the sources of the claims that tell of it or of what it left behind, each once."""
    behind = aftermath_claims(background, aftermath, groups)
    return [_of(background, group, after) for group, after in zip(groups, behind, strict=True)]


def _of(background: Background, group: Sequence[Mention], after: Sequence[int]) -> StrikeAttribution:
    telling = {index: "attribution.claim" for mention in group for index in told_in(background, mention)}
    rules = dict.fromkeys(after, "attribution.claim-behind") | telling
    names: dict[str, FoundAttribution] = {}
    reasons = []
    sources = [background.claims.claims[index].source for index in rules]
    for index in sorted(rules):
        claim = background.claims.claims[index]
        # Who denies a strike is no source for it.
        if claim.act is ClaimAct.DENY or stands_for_another(claim.source, sources, background.lexicon.modality):
            continue
        new = [span for span in names_of_source(background, claim.source) if span.text not in names]
        names.update((span.text, FoundAttribution(span=span, claim=index)) for span in new)
        if new:
            reasons.append(Reason.of(rules[index], claim.cue or claim.source))
    return StrikeAttribution(tuple(names.values()), reasons)
