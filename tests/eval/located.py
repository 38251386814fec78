"""Where the words of a labelled claim stand."""

from collections.abc import Sequence

from tests.eval.attribution import Attribution
from tests.eval.gold import GoldClaim
from tests.eval.offsets import Offsets, occurrences


def located(text: str, claim: GoldClaim) -> Attribution:
    """Find the words of a claim: the content first, then the cue nearest to it, the source nearest to the cue.

    Raises:
        ValueError: some of the words are not in the text.
    """
    content: list[Offsets] = []
    for piece in claim.content:
        content.append(_nearest(text, piece, content[-1:], apart_from=content))
    cue = _nearest(text, claim.cue, content, apart_from=content) if claim.cue else None
    said = [*content, cue] if cue else content
    source = _nearest(text, claim.source, said[-1:], apart_from=said) if claim.source else None
    return Attribution((source,) if source else (), (cue,) if cue else (), tuple(content))


def _nearest(text: str, words: str, anchors: Sequence[Offsets], *, apart_from: Sequence[Offsets]) -> Offsets:
    places = occurrences(text, words)
    if not places:
        raise ValueError(f"{words!r} is not in the text {text[:60]!r}")
    # One who is spoken of may be called like the speaker.
    apart = [place for place in places if all(_gap(place, other) >= 0 for other in apart_from)]
    return min(apart or places, key=lambda place: min((_gap(place, anchor) for anchor in anchors), default=0))


def _gap(one: Offsets, other: Offsets) -> int:
    """Code points between two spans; less than 0 where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])
