"""Whether a name in a phrase says where."""

from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.counted_people import is_person
from claimwire_extractor.core.strikes.listed_things import may_say_so
from claimwire_extractor.core.token import Token

_DEPTH = 12
_NO_PLACES = frozenset({"from", "by", "with", "for", "after", "before", "since", "during"})
_DISTANCE = 10
"""Words before a name within which the distance to it stands."""
_LENGTHS = frozenset({"km", "kms", "kilometre", "kilometer", "mile", "metre", "meter"})
_CLUBS = frozenset({"home", "club", "team"})
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis"})


def says_where(background: Background, top: Token, head: Token) -> bool:
    """Tell whether a name below the head of a phrase says where, and is no origin, owner, speaker or other clause."""
    return _is_introduced(background, top, head) or _leads_to(background, top, head)


def _leads_to(background: Background, top: Token, head: Token) -> bool:
    words = background.lexicon.places
    token = below = top
    for _ in range(_DEPTH):
        if token is head:
            return not is_of_unit(background, top)
        above = token.head
        named = above.pos == "PROPN" and above.lemma.lower() not in words.class_nouns
        listed = token.dep == "nmod" and any(part.dep == "cc" for part in token.rights)
        # "in X and New Y": the parser hangs X on Y.
        if token.dep in {"compound", "poss", "nmod"} and not listed and (named or above.lemma in words.bodies):
            return False
        if token.dep == "poss" and above is not head and above.lemma not in words.class_nouns:
            return False
        if _is_aside(background, token, below) or (token.dep in _CLAUSES and token.pos in {"VERB", "AUX"}):
            return False
        if token.dep == "prep" and token.lower in _NO_PLACES:
            return False
        below, token = token, above
    return False


def _is_aside(background: Background, other: Token, below: Token) -> bool:
    """Tell what only seems to be another name of a place: "in X, a source in Y", "X, south of Y", "X, a port on the Y"."""
    if other.dep != "appos":
        return False
    if other is below:
        # "hit a shop in X, the New York Times reported"
        return other.lower in background.lexicon.places.bodies
    if other.head.index not in background.toponyms or other.index in background.toponyms:
        return False
    if other.lower in background.lexicon.places.directions:
        return True
    somebody = is_person(other, background.lexicon.people) or may_say_so(other) or other.lemma in _CLUBS
    return somebody or (below.dep == "prep" and below.lower == "on")


def _is_introduced(background: Background, top: Token, head: Token) -> bool:
    """Read "the town of X" whatever runs into the name behind it: "hit the town of X activist Y said"."""
    name = background.toponyms.get(top.index)
    first = name.tokens[0].index if name else top.index
    before = background.reading.tokens[max(0, first - 2) : first]
    return (
        len(before) > 1
        and before[0] is head
        and before[1].lower == "of"
        and head.lemma in background.lexicon.places.class_nouns
    )


def is_of_unit(background: Background, top: Token) -> bool:
    """Tell whether a name only tells which unit is meant: "the Black Sea fleet"."""
    following = background.reading.tokens[top.index + 1 : top.index + 2]
    return any(token.lemma in background.lexicon.places.units and token.sentence == top.sentence for token in following)


def is_landmark(background: Background, name: Toponym) -> bool:
    """Tell whether a name only says how far off something is: "Ryazan, 200 km (120 miles) south-east of Moscow"."""
    tokens = background.reading.tokens
    first = name.tokens[0].index
    if (
        first == 0
        or tokens[first - 1].lower not in {"of", "from"}
        or tokens[first - 1].sentence != name.tokens[0].sentence
    ):
        return False
    directions = background.lexicon.places.directions
    for token in reversed(tokens[max(0, first - 1 - _DISTANCE) : first - 1]):
        if token.lemma in _LENGTHS or token.lower in _LENGTHS:
            return True
        if (
            token.lower not in directions
            and token.lower not in {"to", "the", "-", "(", ")", "away"}
            and token.pos != "NUM"
        ):
            return False
    return False
