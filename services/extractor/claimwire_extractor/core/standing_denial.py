"""Denials that are of no claim of the day."""

from itertools import islice

from claimwire_extractor.core.token import Token

_STANDING = frozenset(
    {"repeatedly", "always", "consistently", "routinely", "regularly", "invariably", "habitually", "often", "frequently", "long", "previously", "historically", "traditionally"}
)  # fmt: skip
_DEFINITE = frozenset({"the", "this", "these", "those"})
_LOOKED_AT = 40
"""Words of what is denied that are looked at."""


def is_standing_denial(verb: Token) -> bool:
    """Tell "has in the past denied bombing towns" and "which denies bombing towns", which are said of any raid.

    "Has always denied this raid" is said of one.

    A town that it names as hit is as definite as "the town".
    """
    aside = verb.dep == "relcl" and verb.tag in {"VBZ", "VBP"}
    if not aside and not any(child.lower in _STANDING or _is_in_the_past(child) for child in verb.children):
        return False
    things = [child for child in verb.rights if child.dep in ("dobj", "xcomp", "ccomp", "pcomp")]
    hit = [part for thing in things for part in (thing, *thing.rights) if part is thing or part.dep == "dobj"]
    if any(part.pos == "PROPN" for part in hit):
        return False
    return bool(things) and not any(
        word.lower in _DEFINITE and not any(part.lower == "of" for part in word.head.rights)
        for thing in things
        for word in islice(thing.subtree(), _LOOKED_AT)
    )


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
    """Tell "reports that they bombed it are fake", of which who says so denies that they did."""
    return noun.lemma.lower() in _REPORTS and noun.dep == "nsubj" and _is_called(noun.head, _NO_REPORT)


def _is_called(copula: Token, untrue: frozenset[str]) -> bool:
    if copula.lemma != "be":
        return False
    negated = any(part.dep == "neg" for part in copula.children)
    told = {part.lemma for part in copula.rights if part.dep in {"acomp", "attr"}}
    return not told.isdisjoint(_TRUE if negated else untrue)


_TRUE = frozenset({"true", "correct", "accurate", "case", "fact"})
_UNTRUE = frozenset({"untrue", "false", "incorrect", "lie", "fabrication", "myth", "nonsense"})
_NO_REPORT = _UNTRUE | {"fake", "bogus", "baseless", "unfounded", "groundless", "wrong", "inaccurate", "hoax", "disinformation", "propaganda", "fabricate"}  # fmt: skip
_REPORTS = frozenset({"report", "claim", "allegation", "accusation", "assertion", "statement", "suggestion", "story", "news", "rumour", "rumor", "information"})  # fmt: skip


def _is_in_the_past(word: Token) -> bool:
    return word.lower == "in" and any(noun.lower == "past" for noun in word.rights)
