"""On whose word a strike rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import ClaimAct, Speaker, SpeakerKind
from claimwire_extractor.core.found import FoundAttribution
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.aftermath_claims import aftermath_claims
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.names_of_source import names_of_source
from claimwire_extractor.core.strikes.stand_in import is_named, is_plain_body, stands_for_another
from claimwire_extractor.core.strikes.syntax import head_of
from claimwire_extractor.core.strikes.telling import told_by


@dataclass(frozen=True, slots=True)
class StrikeAttribution:
    """The names a strike rests on, in the order of their claims, and why."""

    names: tuple[FoundAttribution, ...]
    reasons: Sequence[Reason]
    behind: Sequence[int]
    """Claims that speak of what it left behind, by index."""


def strike_attributions(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[StrikeAttribution]:
    """Name for each strike the sources of the claims that tell of it or of what it left behind, each once."""
    behind = aftermath_claims(background, aftermath, groups)
    return [_of(background, group, after) for group, after in zip(groups, behind, strict=True)]


def _of(background: Background, group: Sequence[Mention], after: Sequence[int]) -> StrikeAttribution:
    telling = dict.fromkeys(told_by(background, group), "attribution.claim")
    rules = dict.fromkeys(after, "attribution.claim-behind") | telling
    names: dict[str, FoundAttribution] = {}
    reasons = []
    words = background.lexicon.modality
    sources = [background.claims.claims[index].source for index in rules]
    for index in sorted(rules):
        claim = background.claims.claims[index]
        # Who denies or condemns a strike is no source for it.
        if claim.act is ClaimAct.DENY or claim.lemma in words.condemning or _is_event(background, claim.source):
            continue
        source: Speaker | None = claim.source
        if stands_for_another(claim.source, sources, words):
            source = _meant(background, index)
        elif is_plain_body(claim.source, words):
            source = _meant(background, index) or claim.source
        named = {_folded(span.text): span for span in names_of_source(background, source)} if source else {}
        new = {name: FoundAttribution(span=span, claim=index) for name, span in named.items() if name not in names}
        names |= new
        if new:
            reasons.append(Reason.of(rules[index], claim.cue or claim.source))
    return StrikeAttribution(tuple(names.values()), reasons, after)


def _is_event(background: Background, source: Speaker) -> bool:
    """Tell "the raid" and "the latest death toll", which the parser may take for who says so."""
    head = head_of(background.reading.tokens_between(source.start, source.end))
    if head is None or head.pos != "NOUN":
        return False
    words = background.lexicon.modality
    # "according to an Observatory toll"
    bodys = any(part.pos == "PROPN" and part.index not in background.toponyms for part in head.lefts)
    return not bodys and (head.lemma in words.strike_nouns or head.lemma in words.events)


def _meant(background: Background, index: int) -> Speaker | None:
    """Find the body that spoke last before "the group" or "the Norwegian organisation" did."""
    said = background.claims.claims[index].source
    if said.kind is SpeakerKind.PERSON or " " not in said.name:
        return None
    before = background.claims.claims[max(0, index - _LOOKED_BACK) : index]
    named = [claim.source for claim in before if claim.source.kind is SpeakerKind.ORGANISATION]
    last = [source for source in named[-1:] if is_named(source)]
    return next(
        (source for source in last if not stands_for_another(source, [said, *named], background.lexicon.modality)), None
    )


_LOOKED_BACK = 12
"""Claims before one in which a phrase points back to the body that made it."""


def _folded(name: str) -> str:
    """Fold "The council" and "the council" into one."""
    words = name.lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)
