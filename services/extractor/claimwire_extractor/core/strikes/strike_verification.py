"""What the article says of the truth of a strike."""

from collections.abc import Collection, Sequence

from claimwire.events import ClaimAct, Status, StatusKind
from claimwire_extractor.core.found import FoundClaim
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.strike_notes import denies_another_strike, says_unchecked
from claimwire_extractor.core.strikes.telling import is_denial, told_in

_CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "concede", "verify", "corroborate", "attest", "certify", "affirm"})  # fmt: skip
"""Verbs that grant that something happened; others of their act agree, praise or confide."""
_VERDICTS = {ClaimAct.DENY: StatusKind.DENIED, ClaimAct.CONFIRM: StatusKind.VERIFIED}


def strike_verification(
    background: Background, group: Sequence[Mention], notes: Sequence[Status], behind: Collection[int]
) -> tuple[Status | None, list[Reason]]:
    """Take the gravest note on the claims a strike rests on; to deny or to confirm it is one too.

    ``notes`` stand where it is told, whatever claims they are tied to; ``behind`` are the claims that follow it.
    """
    told = [index for mention in group for index in told_in(background, mention)]
    if not told and not notes and not behind:
        return None, []
    claims = [background.claims.claims[index] for index in told]
    tied = (status for claim in claims for status in claim.verification)
    statuses = [status for status in tied if _is_of_it(background, status, group)]
    # Whoever denies something behind it may deny another thing: notes tell what is denied.
    after = [background.claims.claims[index] for index in behind]
    said = [*claims, *(claim for claim in after if claim.act is ClaimAct.CONFIRM)]
    verdicts = [_verdict(background, claim) for claim in said if _is_verdict(claim)]
    order = (StatusKind.DENIED, StatusKind.VERIFIED, StatusKind.UNVERIFIED, StatusKind.NO_COMMENT)
    gravest = min((*statuses, *verdicts, *notes), key=lambda status: order.index(status.status), default=None)
    if gravest is None:
        return None, []
    rule = "verification.note-beside"
    if gravest in statuses:
        rule = "verification.note-on-claim"
    elif gravest in verdicts:
        rule = "verification.verdict-of-claim"
    return gravest, [Reason.of(rule, gravest.evidence)]


def _is_verdict(claim: FoundClaim) -> bool:
    return is_denial(claim) or (claim.act is ClaimAct.CONFIRM and claim.lemma in _CONFIRMING)


def _is_of_it(background: Background, status: Status, group: Sequence[Mention]) -> bool:
    if status.status is StatusKind.UNVERIFIED:
        return says_unchecked(status)
    return not denies_another_strike(background, status, group)


def _verdict(background: Background, claim: FoundClaim) -> Status:
    spans = [span for span in (claim.source, claim.cue, *claim.content) if span is not None]
    return Status(
        status=_VERDICTS[claim.act],
        by=background.reading.span(claim.source.start, claim.source.end),
        evidence=background.reading.span(min(span.start for span in spans), max(span.end for span in spans)),
    )
