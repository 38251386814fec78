"""Whether a strike is told as a fact, on somebody's word, as denied, as announced or as history."""

from collections.abc import Sequence

from claimwire.events import ClaimAct, Factuality, Side, Status, StatusKind
from claimwire_extractor.core.found import FoundClaim
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.reality import Reality
from claimwire_extractor.core.strikes.telling import is_denial, telling_mentions, told_by, told_in

_ALLIES = frozenset({Side.RU, Side.BY, Side.DPR_LPR, Side.SY_GOV, Side.IR})
"""Sides that fire together: who blames two of them takes no blame off either."""
_RECIPROCAL = 30
"""Code points behind the cue in which "each other" stands."""


def strike_factuality(
    background: Background, group: Sequence[Mention], verification: Status | None, *, by_headline: bool
) -> tuple[Factuality, Reason]:
    """Judge a strike by the first mention that tells of it; a headline that names its source is left aside.

    ``by_headline`` says that the headline tells it flatly. What is first told on somebody's word does not become
    the article's own by being told further.
    """
    telling = telling_mentions(group)
    rests_on = [background.claims.claims[index] for mention in telling for index in mention.claims]
    # Before denials: of what two sides did "in the past" each blames the other, too.
    if all(mention.historical for mention in telling):
        return Factuality.HISTORICAL, Reason.of("factuality.historical", telling[0].occurred or telling[0].evidence)
    denial = _denial(background, group, rests_on, verification)
    if denial:
        return Factuality.DENIED, denial
    if all(mention.reality is Reality.PLANNED for mention in telling):
        return Factuality.PLANNED, Reason.of("factuality.planned", telling[0].evidence)
    return _as_told(background, telling, rests_on, by_headline=by_headline)


def _as_told(
    background: Background, telling: Sequence[Mention], rests_on: Sequence[FoundClaim], *, by_headline: bool
) -> tuple[Factuality, Reason]:
    """Tell a fact of the article from what somebody says or is said."""
    body = [mention for mention in telling if not _says_in_short(background, mention)]
    if not body:
        headline = background.reading.span(*background.headline.spans[0])
        return Factuality.CLAIMED, Reason.of("factuality.headline-source", headline)
    below = next((mention for mention in body if not background.headline.holds(mention.trigger.start)), body[0])
    # What is only rumoured in the lead its headline tells too shortly.
    told = below if below.hearsay and not told_in(background, below) else body[0]
    resting = told.hearsay or told_in(background, told) or (told.claims and told_by(background, telling))
    if not resting:
        return Factuality.ASSERTED, Reason.of("factuality.narrator", told.evidence)
    if by_headline and rests_on:
        return Factuality.ASSERTED, Reason.of(
            "factuality.headline", background.reading.span(*background.headline.spans[0])
        )
    if rests_on:
        return Factuality.CLAIMED, Reason.of("factuality.claim", rests_on[0].cue or rests_on[0].source)
    return Factuality.CLAIMED, Reason.of("factuality.hearsay", told.evidence)


def _denial(
    background: Background, group: Sequence[Mention], claims: Sequence[FoundClaim], verification: Status | None
) -> Reason | None:
    """Tell what denies that it happened, or who did it."""
    for mention in group:
        if mention.reality is Reality.DENIED:
            return Reason.of("factuality.denying-word", mention.evidence)
    for claim in claims:
        if is_denial(claim):
            return Reason.of("factuality.denying-claim", claim.cue or claim.source)
    each_other = next(
        (mention for mention in group if mention.claims and _put_on_each_other(background, mention)), None
    )
    if each_other:
        return Reason.of("factuality.mutual-blame", each_other.evidence)
    blamed = [mention for mention in group if mention.claims and mention.side is not Side.UNKNOWN]
    sides = {mention.side for mention in blamed}
    if len(sides) > 1 and not sides <= _ALLIES:
        return Reason.of("factuality.mutual-blame", blamed[-1].evidence)
    if verification and verification.status is StatusKind.DENIED:
        return Reason.of("factuality.denied-in-note", verification.evidence)
    return None


def _put_on_each_other(background: Background, mention: Mention) -> bool:
    """Tell "Kyiv and Moscow accused each other of shelling the plant"."""
    claim = background.claims.claims[mention.claims[-1]]
    if claim.act is not ClaimAct.ACCUSE or claim.cue is None:
        return False
    end = min(mention.trigger.start, claim.cue.end + _RECIPROCAL)
    words = background.reading.text[claim.cue.end : end].lower()
    return any(pronoun in words for pronoun in ("each other", "one another"))


def _says_in_short(background: Background, mention: Mention) -> bool:
    """Tell a headline with its source at its end: it says in short what the text under it puts on somebody's word."""
    headline = background.headline
    return headline.names_source and headline.holds(mention.trigger.start) and not told_in(background, mention)
