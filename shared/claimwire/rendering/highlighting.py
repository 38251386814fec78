"""A text cut into segments, each with the marks that cover it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from claimwire.events import ClaimReported, Span, StrikeReported
from claimwire.rendering.phrases import spaced


class MarkKind(StrEnum):
    """What a marked stretch of text is; the page has one CSS class for each."""

    CLAIM = "claim"
    SPEAKER = "speaker"
    CUE = "cue"
    CHANNEL = "channel"
    STRIKE = "strike"
    PLACE = "place"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text, in code points, that stands for something."""

    start: int
    end: int
    kind: MarkKind
    label: str
    """What a reader is told about it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover from end to end."""

    text: str
    marks: tuple[Mark, ...] = ()
    """At most one of each kind, in the order of :class:`MarkKind`: the one that opened last."""
    start: int = 0
    """Offset of its first code point."""

    @property
    def classes(self) -> str:
        """CSS classes, separated by spaces."""
        return " ".join(mark.kind for mark in self.marks)

    @property
    def label(self) -> str:
        """All labels, for a tooltip."""
        return "; ".join(mark.label for mark in self.marks)


def highlighted(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """Cut the text at every edge of a mark, and at ``cuts``; the segments joined are the text again.

    Marks may overlap and nest in any way. One that does not lie within the text is left out. The
    work grows with the number of marks and the length of the text, not with their overlaps.
    """
    opening: dict[int, list[Mark]] = {}
    edges = {0, len(text), *cuts}
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            opening.setdefault(mark.start, []).append(mark)
            edges |= {mark.start, mark.end}
    open_marks: dict[MarkKind, list[Mark]] = {kind: [] for kind in MarkKind}
    for start, end in pairwise(sorted(edges)):
        for mark in opening.get(start, ()):
            open_marks[mark.kind].append(mark)
        for stack in open_marks.values():
            # A mark that ended below the top is met when it comes to the top: each is dropped once.
            while stack and stack[-1].end <= start:
                stack.pop()
        yield Segment(text[start:end], tuple(stack[-1] for stack in open_marks.values() if stack), start)


def fact_marks(claims: Iterable[ClaimReported], strikes: Iterable[StrikeReported]) -> Iterator[Mark]:
    """Everything of an article's claims and strikes that stands in its text."""
    for claim in claims:
        yield from claim_marks(claim)
    for strike in strikes:
        yield from strike_marks(strike)


def claim_marks(claim: ClaimReported) -> Iterator[Mark]:
    """Everything of a claim that stands in the text."""
    yield from (_mark(span, MarkKind.CLAIM, f"claim by {claim.source.name}") for span in claim.content)
    yield _mark(claim.source, MarkKind.SPEAKER, f"speaker: {claim.source.name}")
    if claim.cue:
        yield _mark(claim.cue, MarkKind.CUE, f"attributed: {claim.act}")
    if claim.channel:
        yield _mark(claim.channel, MarkKind.CHANNEL, f"channel: {claim.channel.kind}")
    yield from (_mark(note.evidence, MarkKind.STATUS, spaced(note.status)) for note in claim.verification)


def strike_marks(strike: StrikeReported) -> Iterator[Mark]:
    """Everything of a strike that stands in the text."""
    label = f"strike: {strike.kind}, {strike.factuality}"
    yield from (_mark(span, MarkKind.STRIKE, label) for span in strike.evidence)
    yield from (_mark(place, MarkKind.PLACE, f"struck: {place.name}") for place in strike.places)
    if strike.verification:
        yield _mark(strike.verification.evidence, MarkKind.STATUS, spaced(strike.verification.status))


def _mark(span: Span, kind: MarkKind, label: str) -> Mark:
    return Mark(span.start, span.end, kind, label)
