"""Words that deny or confirm, and the senses in which they do neither."""

from collections.abc import Sequence
from itertools import islice

from claimwire.events import ClaimAct, StatusKind
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.aside import is_aside
from claimwire_extractor.core.token import Token

_ACTS = {StatusKind.DENIED: ClaimAct.DENY, StatusKind.VERIFIED: ClaimAct.CONFIRM}
_NOT_YET = frozenset({"must", "should", "would", "will", "shall", "may", "might", "ought", "’ll", "'ll", "’d", "'d"})
_HARDLY = frozenset({"rarely", "seldom", "hardly", "scarcely"})
_NOBODY = frozenset({"no", "none", "neither", "nobody", "nothing"})
_CONDITIONS = frozenset({"if", "unless", "whether", "once"})
_SUPPOSITIONS = frozenset({"if", "unless"})
_WISHES = frozenset({ClaimAct.ORDER, ClaimAct.INTEND, ClaimAct.BELIEVE, ClaimAct.PROMISE})
_ALSO_NOUNS = frozenset({"dispute", "challenge", "contest", "protest", "rebuff", "support", "praise", "credit"})
_CALLING = frozenset({"call", "appeal", "press", "push", "invite", "dare", "challenge"})
"""Verbs that want somebody to deny or confirm: "called on the navy to deny it"."""
_AHEAD = frozenset({"will", "shall", "’ll", "'ll"})
_DUE = frozenset({"due", "set", "going", "expected", "scheduled", "planned", "likely", "bound"})
_HEIGHT = 4
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_MATTERS = frozenset({"dobj", "nsubjpass", "ccomp", "xcomp"})


def is_verdict(analysis: Analysis, kind: StatusKind, tokens: Sequence[Token]) -> bool:
    """Tell whether words that match a note's pattern deny or confirm a claim; words without such a verb always do.

    They do not where the verb is a noun or stands before one ("the disputed vote"), is negated, wished for or
    a condition, withholds something ("denied them water"), lets somebody in, or pledges and weighs instead of confirming.
    """
    act = _ACTS.get(kind)
    if act is None:
        return kind is not StatusKind.UNVERIFIED or not any(map(_is_doubted_away, tokens))
    verbs = [token for token in tokens if _act_of(analysis, token) is act]
    if not verbs:
        return not any(token.pos == "NOUN" and _is_conditional(token) for token in tokens)
    return any(_is_said(analysis, verb) and _is_of_claim(analysis, verb, kind) for verb in verbs)


def verdict_word(analysis: Analysis, tokens: Sequence[Token]) -> Token | None:
    """Find the verb that denies or confirms, or else the noun for what was claimed."""
    verbs = (token for token in tokens if _act_of(analysis, token) in _ACTS.values())
    return next(verbs, None) or next((token for token in tokens if token.lemma in analysis.lexicon.nouns), None)


def matter(word: Token) -> list[Token]:
    """List the words for what a verb denies or confirms ("which Y denied": what "which" stands for), or a noun's own.

    ", which Y denied" has none of its own: it points back to all that was said before.
    """
    if word.pos not in ("VERB", "AUX"):
        givers = {token for child in word.children if _gives(child) for token in child.subtree()}
        return [token for token in word.subtree() if token not in givers]
    if is_aside(word):
        return []
    things = [child for child in word.children if child.dep in _MATTERS]
    if word.dep == "relcl" and not any(thing.tag not in ("WDT", "WP") for thing in things):
        own = set(word.subtree())
        return [token for token in word.head.subtree() if token not in own]
    return [token for thing in things for token in thing.subtree()]


def _gives(part: Token) -> bool:
    """Whether it says whose the noun is: "a denial from the navy", "the navy's denial"."""
    return part.dep == "poss" or (part.dep in ("prep", "agent") and part.lower in ("from", "by"))


def _act_of(analysis: Analysis, token: Token) -> ClaimAct | None:
    verbs = analysis.lexicon.verbs
    entry = verbs.get(token.lemma)
    if entry is None and token.tag == "JJ" and token.lower.endswith("ed"):
        # An adjective is its own lemma: "the disputed vote".
        entry = verbs.get(token.lower[:-1]) or verbs.get(token.lower[:-2])
    return entry.act if entry is not None else None


def _is_said(analysis: Analysis, verb: Token) -> bool:
    """Whether somebody did say so: neither negated, nor wished for, nor a condition."""
    for child in verb.children:
        if child.dep == "neg" or child.lower in _HARDLY or (child.tag == "MD" and child.lower in _NOT_YET):
            return False
        if child.dep == "nsubj" and (child.lower in _NOBODY or any(word.lower in _NOBODY for word in child.lefts)):
            return False
        if child.lower in _CONDITIONS and child.dep in ("mark", "advmod"):
            return False
    if verb.tag != "VB" or not any(child.tag == "TO" for child in verb.lefts):
        return True
    wanting = verb.head.lemma in analysis.lexicon.refusing or verb.head.lemma in _CALLING
    return not (wanting or _act_of(analysis, verb.head) in _WISHES)


def _is_doubted_away(verb: Token) -> bool:
    """Tell "should the report not be confirmed" and "if it is not confirmed", in which nothing is said to be unconfirmed."""
    negated = any(child.dep == "neg" for child in verb.children)
    return negated and verb.pos == "VERB" and _has_condition(verb)


def _is_conditional(noun: Token) -> bool:
    """Tell "if the navy repeats its denial"."""
    return any(_has_condition(above) for above in islice(noun.ancestors(), _HEIGHT))


def _has_condition(verb: Token) -> bool:
    return any(child.dep in ("mark", "advmod") and child.lower in _SUPPOSITIONS for child in verb.lefts)


def _is_of_claim(analysis: Analysis, verb: Token, kind: StatusKind) -> bool:
    """Whether what the verb takes can be a claim."""
    lexicon = analysis.lexicon
    if verb.tag in ("NN", "NNS") and verb.lemma in _ALSO_NOUNS:
        return False
    before_noun = verb.head.index > verb.index and verb.head.pos in ("NOUN", "PROPN")
    if verb.tag == "JJ" or (before_noun and verb.tag == "VBN"):
        return kind is StatusKind.DENIED and verb.head.lemma in lexicon.nouns
    things = [child for child in verb.children if child.dep in _OBJECTS]
    if verb.lemma == "deny":
        return not _withholds(analysis, verb, things)
    if verb.lemma == "admit" and any(child.dep == "auxpass" for child in verb.lefts):
        return any(child.dep in ("ccomp", "agent") for child in verb.rights)
    return kind is StatusKind.DENIED or not (
        any(thing.lemma in lexicon.pledges for thing in things)
        or any(clause.dep == "ccomp" and _is_ahead(clause) for clause in verb.rights)
        or (verb.lemma in lexicon.conceding and _is_view(analysis, verb, things))
    )


def _withholds(analysis: Analysis, verb: Token, things: Sequence[Token]) -> bool:
    """Whether something is kept from somebody: "denied the town water", "was denied entry"."""
    given = any(child.dep == "dative" for child in verb.children)
    withheld = any(thing.lemma in analysis.lexicon.deeds.get("deny", ()) for thing in things)
    return given or withheld or len(things) > 1


def _is_ahead(clause: Token) -> bool:
    """Whether it tells what is to come, which makes no claim true: "confirmed that talks will be held", "is due to visit"."""
    if any(child.lower in _AHEAD for child in clause.lefts if child.tag == "MD"):
        return True
    told = (clause, *(child for child in clause.rights if child.dep in ("acomp", "xcomp")))
    return any(word.lower in _DUE for word in told) and any(
        child.dep == "xcomp" for word in told for child in word.rights
    )


def _is_view(analysis: Analysis, verb: Token, things: Sequence[Token]) -> bool:
    """Whether a judgement is granted, no fact: "admitted that it was hard", "acknowledged the risk"."""
    if any(thing.lemma in analysis.lexicon.views for thing in things):
        return True
    for clause in verb.rights:
        if clause.dep == "ccomp":
            modal = any(child.tag == "MD" for child in clause.lefts)
            weighed = any(child.dep == "nsubj" and child.lemma in analysis.lexicon.views for child in clause.lefts)
            judged = clause.lemma == "be" and any(
                child.dep == "acomp" or (child.dep == "attr" and child.lemma in analysis.lexicon.views)
                for child in clause.rights
            )
            return modal or weighed or judged
    return False
