"""Attributions that are claims of the article's own speakers."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.token import Token

_INSIDE_SPEECH = frozenset(
    {"i", "we", "you", "me", "us", "anybody", "anyone", "everybody", "everyone", "nobody", "one"}
)
"""Sources that are nobody: the quoted speaker, the reader, people at large."""
_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
"""First words of sources that deny that anybody spoke: "no group claimed responsibility"."""
_SPEECH = frozenset({"say", "tell", "claim", "deny", "warn", "allege", "report", "accuse", "announce"})
"""Cues that attribute even inside another claim."""
_DEEPEST = 3
"""Claims within claims."""
_ALLOWANCE = 8
"""Words of content allowed for each word of a sentence: deeper nesting is noise, and the output stays linear."""


def admitted(analysis: Analysis, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what people inside quotations say, mere wishes, and thoughts told by somebody else.

    What stands within another claim is kept where it is speech ("X said that Y had warned of Z").
    """
    # What people in quotations say goes first: its misread content must not make a real cue look nested.
    told = [attribution for attribution in attributions if _is_told(analysis, attribution)]
    depth = _content_depth(analysis, told)
    spent: Counter[int] = Counter()
    kept = []
    for attribution in told:
        if not _holds(attribution, depth[attribution.anchor.index]):
            continue
        sentence = analysis.reading.sentence_of(attribution.anchor)
        words = sum(end - start for start, end in attribution.content)
        if spent[sentence.index] < _ALLOWANCE * len(sentence.tokens):
            spent[sentence.index] += words
            kept.append(attribution)
    return kept


def _is_told(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether the article itself tells it, of a speaker of its own."""
    # "One of the guards" is somebody, "one" is anybody.
    anybody = attribution.head.lower in _INSIDE_SPEECH and not any(c.lower == "of" for c in attribution.head.rights)
    if anybody or analysis.reading.tokens[attribution.source[0]].lower in _NOBODY:
        return False
    return attribution.anchor.text == ":" or analysis.quotes.at(attribution.anchor.start) is None


def _holds(attribution: Attribution, depth: int) -> bool:
    anchor = attribution.anchor
    if anchor.text == ":":
        return True
    if depth:
        told = any(child.dep == "ccomp" for child in anchor.rights) or attribution.content[0][0] < anchor.index
        clause = told and attribution.lemma in _SPEECH
        return depth <= _DEEPEST and (clause or " " in attribution.lemma or anchor.pos == "NOUN")
    infinitive = anchor.tag == "VB" and any(child.tag == "TO" for child in anchor.lefts)
    return not infinitive or anchor.dep == "xcomp" or _carried_out(anchor)


def _carried_out(infinitive: Token) -> bool:
    """Whether a purpose was carried out by what was done: "took to Telegram to announce"."""
    deed = infinitive.head
    if (
        infinitive.dep != "advcl"
        or deed.tag not in ("VBD", "VBZ", "VBP", "VBG", "VBN")
        or infinitive.index < deed.index
    ):
        return False
    return not any(child.dep == "neg" or child.tag == "MD" for child in deed.children)


def _content_depth(analysis: Analysis, attributions: Sequence[Attribution]) -> list[int]:
    """For each token the number of contents it stands in."""
    change = [0] * (len(analysis.reading.tokens) + 1)
    for attribution in attributions:
        for start, end in attribution.content:
            change[start] += 1
            change[end] -= 1
    return list(accumulate(change))
