"""What the article says of the truth of a strike."""

from collections.abc import Sequence

from claimwire.events import ClaimAct, Status, StatusKind
from claimwire_extractor.core.found import FoundClaim
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.strike_notes import denies_another_strike
from claimwire_extractor.core.strikes.telling import told_in

_VERDICTS = {ClaimAct.DENY: StatusKind.DENIED, ClaimAct.CONFIRM: StatusKind.VERIFIED}


def strike_verification(
    background: Background, group: Sequence[Mention], notes: Sequence[Status]
) -> tuple[Status | None, list[Reason]]:
    """Take the gravest note on the claims a strike rests on; to deny or to confirm it is one too.

    ``notes`` stand where it is told, whatever claims they are tied to.
    """
    claims = [background.claims.claims[index] for mention in group for index in told_in(background, mention)]
    tied = (status for claim in claims for status in claim.verification)
    statuses = [status for status in tied if not denies_another_strike(background, status, group)]
    verdicts = [_verdict(background, claim) for claim in claims if claim.act in _VERDICTS]
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


def _verdict(background: Background, claim: FoundClaim) -> Status:
    spans = [span for span in (claim.source, claim.cue, *claim.content) if span is not None]
    return Status(
        status=_VERDICTS[claim.act],
        by=background.reading.span(claim.source.start, claim.source.end),
        evidence=background.reading.span(min(span.start for span in spans), max(span.end for span in spans)),
    )
