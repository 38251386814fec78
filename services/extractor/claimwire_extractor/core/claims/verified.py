"""Verification notes tied to the claims they speak of."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimwire.events import ClaimAct, Status, StatusKind
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.verification import Note
from claimwire_extractor.core.found import FoundClaim, FoundClaims
from claimwire_extractor.core.reason import Reason

_LONGEST_RUN = 40
"""Claims one note speaks of at most."""
_VERDICTS = frozenset({ClaimAct.DENY, ClaimAct.CONFIRM})
_SHARED = 2
"""Content words that two claims about one matter share at least."""


def tie_notes(analysis: Analysis, claims: Sequence[FoundClaim], notes: Sequence[Note]) -> FoundClaims:
    """Tie every note to its claims; notes of no claim are kept aside.

    ``claims`` stand in the order of their cues.
    """
    binding = _Binding(analysis, claims, [_at(claim) for claim in claims])
    tied: list[list[Status]] = [[] for _ in claims]
    why: list[list[Reason]] = [[] for _ in claims]
    loose: list[Status] = []
    for note in notes:
        rule, spoken_of = binding.spoken_of(note)
        for index in spoken_of:
            tied[index].append(note.status)
            why[index].append(Reason.of(rule, note.status.evidence))
        if not spoken_of:
            loose.append(note.status)
    return FoundClaims(
        claims=[
            replace(claim, verification=tuple(statuses), reasons=(*claim.reasons, *reasons))
            for claim, statuses, reasons in zip(claims, tied, why, strict=True)
        ],
        statuses=loose,
    )


def _at(claim: FoundClaim) -> int:
    return claim.cue.start if claim.cue is not None else claim.source.start


@dataclass(frozen=True, slots=True)
class _Binding:
    analysis: Analysis
    claims: Sequence[FoundClaim]
    starts: list[int]
    """Offsets of the cues."""

    def spoken_of(self, note: Note) -> tuple[str, list[int]]:
        """Indices of the claims a note speaks of, and the rule that found them.

        A verdict with words of its own ("Y denied that ...") speaks of earlier claims that share them;
        "without evidence" of the claim it is part of; any other note of the run of claims by one speaker
        (by all, where it says "both" or "neither") that ends before it, in its paragraph or, where it opens its paragraph, in the one before.
        """
        first = bisect_left(self.starts, note.sentence.start)
        own = range(first, bisect_left(self.starts, note.sentence.end))
        if note.status.status in (StatusKind.DENIED, StatusKind.VERIFIED):
            verdict = next((i for i in own if self.claims[i].act in _VERDICTS), None)
            if verdict is not None:
                return "verification.verdict", self._about(verdict, first)
        if note.status.status is StatusKind.UNVERIFIED:
            asserted = [i for i in own if self._precedes(i, note) and self.claims[i].act not in _VERDICTS]
            if asserted:
                return "verification.same-sentence", asserted[:1]
        return "verification.claims-before", self._run(first, note)

    def _precedes(self, index: int, note: Note) -> bool:
        """Whether the note stands after the claim and is no part of what was claimed."""
        claim = self.claims[index]
        return claim.source.start < note.at and not claim.covers(note.at, note.at + 1)

    def _about(self, verdict: int, first: int) -> list[int]:
        words = self._words(verdict)
        speaker = self.claims[verdict].source.name
        return [
            index
            for index in range(max(0, first - _LONGEST_RUN), first)
            if self.claims[index].source.name != speaker and len(words & self._words(index)) >= _SHARED
        ]

    def _words(self, index: int) -> set[str]:
        return {
            token.lemma
            for span in self.claims[index].content
            for token in self.analysis.reading.tokens_between(span.start, span.end)
            if token.pos in ("NOUN", "PROPN", "VERB", "NUM")
        }

    def _run(self, first: int, note: Note) -> list[int]:
        paragraph = note.sentence.paragraph
        near = (paragraph, paragraph - 1) if note.opens else (paragraph,)
        run: list[int] = []
        for index in range(first - 1, max(-1, first - 1 - _LONGEST_RUN), -1):
            claim = self.claims[index]
            another = run and claim.source.name != self.claims[run[0]].source.name
            if self._paragraph(claim) not in near or (another and not note.several):
                break
            run.append(index)
        return run

    def _paragraph(self, claim: FoundClaim) -> int:
        token = self.analysis.reading.tokens_between(claim.source.start, claim.source.end)[0]
        return self.analysis.reading.sentence_of(token).paragraph
