"""Where a semicolon ends what one speaker said and another begins."""

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.opener import without_opener
from claimwire_extractor.core.token import Token

_MENTAL = frozenset({ClaimAct.BELIEVE, ClaimAct.INTEND})
_WITHIN = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp"})
"""Clauses that are part of another."""
_LISTED = frozenset({"that", "whether", "how", "why", "what"})
"""Words that open the next of several contents of one cue: "said that ...; that ..."."""
_Parts = tuple[Sequence[int], Mapping[int, Range]]
"""Indices at which the parts of a sentence begin, and by part how far a content of its cues may reach."""


def apart_at_semicolons(analysis: Analysis, attributions: list[Attribution]) -> list[Attribution]:
    """End each content at the semicolon behind or before which another tells something: "X said A; Y said B".

    A cue whose content all stands beyond such a semicolon is given the words before it in its own part.
    """
    if ";" not in analysis.reading.text:
        return attributions
    by_phrase = {found.anchor.index for found in attributions if " " in found.lemma}
    parts: dict[int, _Parts] = {}
    made = []
    for found in attributions:
        sentence = found.anchor.sentence
        if sentence not in parts:
            parts[sentence] = _parts(analysis, analysis.sentence_range(found.anchor), by_phrase)
        kept = _within_part(analysis, found, *parts[sentence])
        if kept is not None:
            made.append(kept)
    return made


def _parts(analysis: Analysis, sentence: Range, by_phrase: Container[int]) -> _Parts:
    tokens = analysis.tokens(sentence)
    starts = [sentence[0]]
    starts += [token.index + 1 for token in tokens if token.text == ";" and analysis.quotes.at(token.start) is None]
    if len(starts) == 1:
        return starts, {}
    told = {bisect_right(starts, token.index) - 1 for token in tokens if _tells(analysis, token, by_phrase)}
    told = {part for part in told if part == 0 or not _is_listed(analysis, starts[part], sentence[1])}
    ends = [*starts[1:], sentence[1]]
    after = list(ends)
    for part in range(len(starts) - 2, -1, -1):
        after[part] = ends[part] if part + 1 in told else after[part + 1]
    reach: dict[int, Range] = {}
    first = sentence[0]
    for part, start in enumerate(starts):
        first = start if part - 1 in told else first
        reach[part] = first, after[part]
    return starts, reach


def _tells(analysis: Analysis, token: Token, by_phrase: Container[int]) -> bool:
    """Whether a cue tells there by a clause of its own, in the narrator's words."""
    if token.index in by_phrase:
        return True
    if token.tag not in ("VBD", "VBZ", "VBP") or token.dep in _WITHIN or token.index in analysis.clauses.passive:
        return False
    entry = analysis.lexicon.verbs.get(token.lemma)
    subject = analysis.clauses.subjects.get(token.index)
    if entry is None or not entry.clause or entry.act in _MENTAL or subject is None:
        return False
    # "Guards said the road was mined; they learned of it too late".
    if subject.pos == "PRON" and token.lemma not in analysis.lexicon.closing:
        return False
    return analysis.quotes.at(token.start) is None


def _is_listed(analysis: Analysis, start: int, end: int) -> bool:
    words = [token.lower for token in analysis.tokens((start, min(start + 2, end)))]
    return words[:1] in [[word] for word in _LISTED] or (words[:1] in (["and"], ["or"]) and words[-1] in _LISTED)


def _within_part(
    analysis: Analysis, found: Attribution, starts: Sequence[int], reach: Mapping[int, Range]
) -> Attribution | None:
    if not reach:
        return found
    part = bisect_right(starts, found.anchor.index) - 1
    first, after = reach[part]
    if all(first <= start and end <= after for start, end in found.content):
        return found
    clipped = ((max(start, first), min(end, after)) for start, end in found.content)
    content = tuple(analysis.trimmed(piece) for piece in clipped if piece[0] < piece[1])
    if not content:
        content = _before_cue(analysis, found, starts[part])
    return found._replace(content=content) if content else None


def _before_cue(analysis: Analysis, found: Attribution, start: int) -> tuple[Range, ...]:
    end = min(found.source[0], found.cue[0])
    left = analysis.trimmed((start, end)) if start < end else (end, end)
    left = (without_opener(analysis, left), left[1])
    return (left,) if analysis.clauses.has_verb(*left) else ()
