"""Verification notes tied to the claims they speak of."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimwire.events import Status, StatusKind
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.aside import VERDICTS
from claimwire_extractor.core.claims.verdict import matter
from claimwire_extractor.core.claims.verification import Note
from claimwire_extractor.core.found import FoundClaim, FoundClaims
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.standing_denial import is_standing_denial
from claimwire_extractor.core.token import Token

_LONGEST_RUN = 40
"""Claims one note speaks of at most."""
_SHARED = 2
"""Content words that two claims about one matter share at least."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})


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
            claim._replace(verification=tuple(statuses), reasons=(*claim.reasons, *reasons)) if statuses else claim
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
    told: dict[int, frozenset[str]] = field(default_factory=dict)
    """What claims already asked about tell."""

    def spoken_of(self, note: Note) -> tuple[str, list[int]]:
        """Indices of the claims a note speaks of, and the rule that found them.

        A denial of what is always denied speaks of none. A verdict with words of its own ("Y denied that ...") speaks of earlier claims that share them; one that
        points back ("Y denied it"), like "without evidence", of the claim before it in its sentence; any other note of
        the run of claims by one speaker (by all, where it says "both" or "neither") that ends before it, in its
        paragraph or, where it opens its paragraph, in the one before.
        """
        first = bisect_left(self.starts, note.sentence.start)
        own = range(first, bisect_left(self.starts, note.sentence.end))
        if note.status.status in (StatusKind.DENIED, StatusKind.VERIFIED):
            return self._judged(note, first, own)
        if note.status.status is StatusKind.UNVERIFIED:
            before = [i for i in own if self._precedes(i, note) and self.claims[i].act not in VERDICTS]
            if before:
                return "verification.same-sentence", before[:1]
        return "verification.claims-before", self._run(first, note, frozenset())

    def _judged(self, note: Note, first: int, own: range) -> tuple[str, list[int]]:
        if note.word is not None and is_standing_denial(note.word):
            return "verification.verdict", []
        speakers = self._givers(note, own)
        told = self._telling(matter(note.word)) if note.word is not None else []
        words = frozenset(token.lemma for token in told)
        # "The raid", "those claims": it points back.
        things = [token for token in told if token.lemma not in self.analysis.lexicon.happening]
        one = len({token.lemma for token in things}) == 1
        back = not things or (one and any(child.lower in _DEFINITE for child in things[0].children))
        # Of "X said that ..., something Y denied" the note is misread as a part.
        apart = note.word is None or note.word.dep != "relcl" or not back
        before = [
            i
            for i in own
            if self.claims[i].source.name not in speakers
            and self.claims[i].act not in VERDICTS
            and (self._precedes(i, note) if apart else self.claims[i].source.start < note.at)
        ]
        if not back:
            earlier = (*range(max(0, first - _LONGEST_RUN), first), *before)
            return "verification.verdict", self._about(words, speakers, earlier)
        if before:
            return "verification.same-sentence", before[-1:]
        return "verification.claims-before", self._run(first, note, speakers)

    def _precedes(self, index: int, note: Note) -> bool:
        """Whether the note stands after the claim and is no part of what was claimed."""
        claim = self.claims[index]
        return claim.source.start < note.at and not claim.covers(note.at, note.at + 1)

    def _givers(self, note: Note, own: Iterable[int]) -> frozenset[str]:
        """Names of who gives a verdict: they do not deny or confirm what they said themselves."""
        found = {
            claim.source.name
            for claim in (self.claims[index] for index in own)
            if claim.cue is not None and claim.cue.start <= note.at < claim.cue.end
        }
        return frozenset(found if note.status.by is None else {*found, note.status.by.text})

    def _about(self, words: frozenset[str], speakers: frozenset[str], earlier: Iterable[int]) -> list[int]:
        """Claims of others that share most words with a verdict."""
        shared = {
            index: len(words & self._words(index))
            for index in earlier
            if self.claims[index].source.name not in speakers
        }
        most = max(shared.values(), default=0)
        return [index for index, count in shared.items() if min(_SHARED, len(words)) <= count == most]

    def _words(self, index: int) -> frozenset[str]:
        if index not in self.told:
            self.told[index] = self._words_of(self.claims[index])
        return self.told[index]

    def _words_of(self, claim: FoundClaim) -> frozenset[str]:
        reading = self.analysis.reading
        tokens = (token for span in claim.content for token in reading.tokens_between(span.start, span.end))
        return frozenset(token.lemma for token in self._telling(tokens))

    def _telling(self, tokens: Iterable[Token]) -> list[Token]:
        """Words that tell what is claimed; "the report", "any responsibility" tell nothing."""
        lexicon = self.analysis.lexicon
        return [
            token
            for token in tokens
            if token.pos in ("NOUN", "PROPN", "VERB", "NUM")
            and token.lemma not in lexicon.nouns
            and token.lemma not in lexicon.telling_nothing
        ]

    def _run(self, first: int, note: Note, speakers: frozenset[str]) -> list[int]:
        paragraph = note.sentence.paragraph
        near = (paragraph, paragraph - 1) if note.opens else (paragraph,)
        run: list[int] = []
        for index in range(first - 1, max(-1, first - 1 - _LONGEST_RUN), -1):
            claim = self.claims[index]
            if not run and claim.source.name in speakers:
                continue
            another = run and claim.source.name != self.claims[run[0]].source.name
            if self._paragraph(claim) not in near or (another and not note.several):
                break
            run.append(index)
        return run

    def _paragraph(self, claim: FoundClaim) -> int:
        token = self.analysis.reading.tokens_between(claim.source.start, claim.source.end)[0]
        return self.analysis.reading.sentence_of(token).paragraph
