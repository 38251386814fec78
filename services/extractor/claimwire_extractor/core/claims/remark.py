"""Participle clauses that go on telling what somebody said."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.complement import content_preposition
from claimwire_extractor.core.token import Token

_MENTAL = frozenset({ClaimAct.BELIEVE, ClaimAct.INTEND})
_CLIMB = 6


def is_remark(analysis: Analysis, verb: Token) -> bool:
    """Whether it goes on with what the sentence's speaker said: ``said the road was cut, accusing rebels of ...``.

    The parser hangs it on the verb of the content, whose subject it does not share; a second cue may be joined
    to it just so.
    """
    entry = analysis.lexicon.verbs.get(verb.lemma)
    if entry is None or entry.act in _MENTAL:
        return False
    if verb.dep == "conj":
        return _goes_on(analysis, verb)
    if verb.dep != "advcl" or verb.tag != "VBG":
        return False
    first = analysis.extents.first[verb.index]
    before = analysis.token(first - 1)
    if before is None or before.text not in (",", "\u201d", '"', "\u2014", "--") or first < verb.head.index:
        return False
    if any(child.dep == "ccomp" for child in verb.rights):
        return True
    spoken = entry.object and verb.lemma not in analysis.lexicon.blows and any(c.dep == "dobj" for c in verb.rights)
    return spoken or content_preposition(verb, entry) is not None


def _goes_on(analysis: Analysis, verb: Token) -> bool:
    """Whether a second cue was joined to the content of the first: "said the road was cut and added that ..."."""
    cue = verb.head.head
    first = verb.head.dep == "ccomp" and cue.lemma in analysis.lexicon.verbs and cue.index < verb.head.index
    if not first or verb.tag != cue.tag or verb.tag not in ("VBD", "VBZ", "VBP"):
        return False
    if any(child.dep in ("nsubj", "nsubjpass", "expl") for child in verb.children):
        return False
    following = analysis.token(verb.index + 1)
    after = analysis.token(verb.index + 2)
    quoted = (
        following is not None and after is not None and following.text in (",", ":") and analysis.quotes.at(after.start)
    )
    return bool(quoted) or any(child.dep == "ccomp" and child.index > verb.index for child in verb.rights)


def cue_above(analysis: Analysis, verb: Token) -> Token | None:
    """Find the cue whose content the verb stands in; none where it stands in no content."""
    current = verb
    for _ in range(_CLIMB):
        if current.is_root:
            return None
        if current.dep == "ccomp" and current.head.lemma in analysis.lexicon.verbs:
            return current.head
        current = current.head
    return None
