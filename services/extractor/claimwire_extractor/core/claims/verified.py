"""Verification notes tied to the claims they speak of."""

from collections.abc import Sequence
from dataclasses import replace

from claimwire.events import Status
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.verification import Note
from claimwire_extractor.core.found import FoundClaim, FoundClaims

_LONGEST_RUN = 40
"""Claims one note speaks of at most."""


def tie_notes(
    analysis: Analysis, attributions: Sequence[Attribution], claims: Sequence[FoundClaim], notes: Sequence[Note]
) -> FoundClaims:
    """Tie every note to its claims; notes of no claim are kept aside.

    A note speaks of the run of claims by one speaker that ends in its own paragraph before it, or,
    where it opens its paragraph, in the paragraph before.
    """
    paragraphs = [analysis.reading.paragraph_of(attribution.anchor).index for attribution in attributions]
    tied: list[list[Status]] = [[] for _ in claims]
    loose: list[Status] = []
    position = 0
    for note in notes:
        while position < len(claims) and _begins(claims[position]) < note.sentence.start:
            position += 1
        run = _run(claims, paragraphs, position, note)
        for index in run:
            tied[index].append(note.status)
        if not run:
            loose.append(note.status)
    return FoundClaims(
        claims=[replace(claim, verification=tuple(statuses)) for claim, statuses in zip(claims, tied, strict=True)],
        statuses=loose,
    )


def _begins(claim: FoundClaim) -> int:
    return min(claim.content[0].start, claim.source.start)


def _run(claims: Sequence[FoundClaim], paragraphs: Sequence[int], position: int, note: Note) -> list[int]:
    paragraph = note.sentence.paragraph
    run: list[int] = []
    index = position - 1
    while index >= 0 and len(run) < _LONGEST_RUN:
        near = paragraphs[index] in ((paragraph, paragraph - 1) if note.opens else (paragraph,))
        if not near or (run and claims[index].source.name != claims[run[0]].source.name):
            break
        run.append(index)
        index -= 1
    return run
