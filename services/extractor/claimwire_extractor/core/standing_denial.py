"""Denials that are of no claim of the day."""

from collections.abc import Sequence
from itertools import islice

from claimwire_extractor.core.token import Token

_STANDING = frozenset(
    {"repeatedly", "always", "consistently", "routinely", "regularly", "invariably", "habitually", "often", "frequently", "long", "previously", "historically", "traditionally"}
)  # fmt: skip
_DEFINITE = frozenset({"the", "this", "these", "those"})
_LOOKED_AT = 40
"""Words of what is denied that are looked at."""


def is_standing_denial(verb: Token) -> bool:
    """Tell "has in the past denied bombing towns", "which denies bombing towns" and "denies targeting civilians", which are said of any raid.

    "Has always denied this raid" is said of one.

    A town that it names as hit is as definite as "the town".
    """
    things = [child for child in verb.rights if child.dep in ("dobj", "xcomp", "ccomp", "pcomp")]
    if not things:
        return False
    aside = verb.dep == "relcl" and verb.tag in _PRESENT
    said = any(child.lower in _STANDING or _is_in_the_past(child) for child in verb.children)
    if not (aside or said or _is_general(verb, things)):
        return False
    hit = [part for thing in things for part in (thing, *thing.rights) if part is thing or part.dep == "dobj"]
    if any(part.pos == "PROPN" for part in hit):
        return False
    return not any(
        word.lower in _DEFINITE and not any(part.lower == "of" for part in word.head.rights)
        for thing in things
        for word in islice(thing.subtree(), _LOOKED_AT)
    )


def _is_general(verb: Token, things: Sequence[Token]) -> bool:
    """Tell "denies bombing hospitals" and "has denied targeting civilians" from "denied bombing hospitals", said of one raid."""
    acts = [thing for thing in things if thing.tag in _DOING and thing.dep in ("xcomp", "ccomp", "pcomp")]
    if not acts:
        return False
    words = [word for act in acts for word in islice(act.subtree(), _LOOKED_AT)]
    if any(word.lemma in _ANY_TIME for word in words):
        return not any(word.pos in ("PROPN", "NUM") for word in words)
    now = verb.tag in _PRESENT or any(child.lemma == "have" and child.dep == "aux" for child in verb.lefts)
    return now and not any(
        word.pos in ("PROPN", "NUM", "PRON") or (word.tag == "NN" and word.dep != "compound") for word in words
    )


_PRESENT = frozenset({"VBZ", "VBP"})
_DOING = frozenset({"VBG", "VBZ", "VBP"})
_ANY_TIME = frozenset({"civilian", "deliberately", "intentionally", "indiscriminately"})
"""Words for what no army says it does, whatever it has just hit."""


def is_left_open(verb: Token) -> bool:
    """Tell "neither confirmed nor denied" and "would not confirm or deny", which deny nothing."""
    joined = verb.head if verb.dep == "conj" else None
    if joined is None or joined.lemma != "confirm":
        return False
    return any(part.lower in ("nor", "or") for part in (*joined.rights, *verb.lefts))


def leaves_open(verb: Token) -> bool:
    """Tell a verb that neither affirms nor denies its complement: "neither denied", "it was not confirmed that"."""
    if is_left_open(verb):
        return True
    return verb.lemma == "confirm" and any(part.dep == "neg" for part in verb.children)


def is_called_untrue(copula: Token) -> bool:
    """Tell "it is not true that ..." and "it is a lie that ...", of which who says so denies what follows."""
    return _is_called(copula, _UNTRUE)


def is_untrue_report(noun: Token) -> bool:
    """Tell "reports that they bombed it are fake" and "withdrew a report that they did", of which who says so denies that they did."""
    if noun.lemma not in _REPORTS:
        return False
    if noun.dep == "dobj" and noun.head.lemma in _WITHDRAWING:
        return True
    return noun.dep == "nsubj" and _is_called(noun.head, _NO_REPORT)


_WITHDRAWING = frozenset({"withdraw", "retract", "rescind", "recant"})


def _is_called(copula: Token, untrue: frozenset[str]) -> bool:
    if copula.lemma not in _BEING:
        return False
    negated = any(part.dep == "neg" for part in copula.children)
    told = {part.lemma for part in copula.rights if part.dep in {"acomp", "attr", "oprd"}}
    return not told.isdisjoint(_TRUE if negated else untrue)


_BEING = frozenset({"be", "prove"})
_TRUE = frozenset({"true", "correct", "accurate", "case", "fact"})
_UNTRUE = frozenset({"untrue", "false", "incorrect", "lie", "fabrication", "myth", "nonsense"})
_NO_REPORT = _UNTRUE | {"fake", "bogus", "baseless", "unfounded", "groundless", "hoax", "disinformation", "propaganda", "fabricate"}  # fmt: skip
_REPORTS = frozenset({"report", "claim", "allegation", "accusation", "assertion", "statement", "suggestion", "story", "news", "rumour", "rumor", "information", "video", "footage", "clip", "photo", "image", "picture"})  # fmt: skip


def _is_in_the_past(word: Token) -> bool:
    return word.lower == "in" and any(noun.lower == "past" for noun in word.rights)
