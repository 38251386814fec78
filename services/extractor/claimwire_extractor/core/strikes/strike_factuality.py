"""Whether a strike is told as a fact, on somebody's word, as denied, as announced or as history."""

from collections.abc import Sequence

from claimwire.events import ClaimAct, Factuality, Status, StatusKind
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.reality import Reality


def strike_factuality(background: Background, group: Sequence[Mention], verification: Status | None) -> Factuality:
    """Judge a strike by the mentions that tell of it; ones that only refer back decide nothing."""
    telling = [mention for mention in group if not mention.refers_back]
    acts = {background.claims.claims[index].act for mention in telling for index in mention.claims}
    if any(mention.reality is Reality.DENIED for mention in group) or ClaimAct.DENY in acts:
        return Factuality.DENIED
    if verification and verification.status is StatusKind.DENIED:
        return Factuality.DENIED
    if all(mention.reality is Reality.PLANNED for mention in telling):
        return Factuality.PLANNED
    if all(mention.historical for mention in telling):
        return Factuality.HISTORICAL
    body = [mention for mention in telling if not _is_headline(background, mention)] or telling
    if all(mention.claims or mention.hearsay for mention in body):
        return Factuality.CLAIMED
    return Factuality.ASSERTED


def _is_headline(background: Background, mention: Mention) -> bool:
    """Tell a headline, which says in short what the text under it puts on somebody's word."""
    sentence = background.reading.sentences[mention.trigger.sentence]
    first = background.reading.paragraphs[0]
    return sentence.paragraph == 0 and len(background.reading.paragraphs) > 1 and len(first.sentences) == 1
