"""Which mentions tell of a strike, and on whose word."""

from collections.abc import Sequence

from claimwire.events import ClaimAct, Quotation
from claimwire_extractor.core.found import FoundClaim
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.reality import Reality


def telling_mentions(group: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out the mentions that only refer to what others tell; if all do, all count.

    "The shelling went on until dawn" says, after a claim, no more than the claim: it does not make a fact of it.
    """
    telling: list[Mention] = []
    claimed = False
    for mention in group:
        again = mention.definite and claimed and not mention.claims
        if not (mention.refers_back or mention.presupposed or again):
            telling.append(mention)
        claimed = claimed or bool(mention.claims)
    return telling or group


def told_in(background: Background, mention: Mention) -> tuple[int, ...]:
    """Give the claims that tell of the strike: not those that only take it for granted in the reporter's words."""
    if not mention.presupposed:
        return mention.claims
    claims = background.claims.claims
    return tuple(index for index in mention.claims if claims[index].quotation is not Quotation.INDIRECT)


def told_by(background: Background, group: Sequence[Mention]) -> Sequence[int]:
    """List the claims that tell of a strike by any of its mentions.

    Who calls it untrue does not tell of it. If others only take it for granted and the article itself never tells
    of it, it rests on those.
    """
    affirming = [mention for mention in group if mention.reality is not Reality.DENIED]
    told = [index for mention in affirming for index in told_in(background, mention)]
    if not told and all(mention.claims for mention in affirming):
        return [index for mention in affirming for index in mention.claims]
    return told


def is_denial(claim: FoundClaim) -> bool:
    """Tell who denies it from who "refused to confirm" it, which leaves it open, and from who "opposed" it."""
    return claim.act is ClaimAct.DENY and claim.lemma not in {"refuse", "decline", "oppose"}
