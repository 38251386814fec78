"""What was hit where it stands behind the weapon."""

from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.syntax import with_conjuncts
from claimwire_extractor.core.token import Token

_FURTHEST = 12
"""Words behind "with" among which the weapon ends and what was hit is named."""
_LEADING = frozenset({"DET", "NUM", "ADJ", "ADP", "SYM"})
_OPENING = frozenset({"DET", "NUM", "PROPN", "ADJ", "NOUN"})
_NAMES = frozenset({"NOUN", "PROPN"})


def move_object(background: Background, verb: Token, arguments: Arguments) -> None:
    """Read "attacked with shells the school": the parser takes the school for part of the weapon, or who attacks for who is hit."""
    head = object_behind(background, verb)
    if head is None:
        return
    if verb.dep in {"acl", "relcl"} and verb.head not in arguments.doers:
        arguments.doers.append(verb.head)
    arguments.hit[:] = with_conjuncts(head)
    arguments.means[:] = [means for means in arguments.means if means is not head]


def object_behind(background: Background, verb: Token) -> Token | None:
    """Find the head of the noun phrase that begins right behind the weapon of "attacked with shells the school"."""
    words = background.reading.tokens
    if verb.index + 1 >= len(words) or words[verb.index + 1].lower != "with":
        return None
    behind_with = words[verb.index + 2 : verb.index + 2 + _FURTHEST]
    sentence = [token for token in behind_with if token.sentence == verb.sentence]
    ends = _end_of_weapon(background, sentence)
    behind = sentence[ends:] if ends else []
    if not behind or behind[0].pos not in _OPENING or _is_date(background, behind[0]):
        return None
    name = background.toponyms.get(behind[0].index)
    if name:
        return name.top
    for token, following in zip(behind, [*behind[1:], None], strict=True):
        if token.pos in _NAMES and (following is None or following.pos not in _NAMES):
            return token
    return None


def _end_of_weapon(background: Background, tokens: list[Token]) -> int:
    """Count the words to the end of the weapon's phrase; 0 where there is none."""
    measures = background.lexicon.targets.measures
    ends = 0
    for position, token in enumerate(tokens, start=1):
        if token.index in background.weapons or (ends and (token.lemma, "NOUN") in background.lexicon.triggers):
            ends = position
        elif token.lower != "and" and (ends or (token.pos not in _LEADING and token.lemma not in measures)):
            break
    return ends


def _is_date(background: Background, token: Token) -> bool:
    dates = background.dates(background.reading.sentence_of(token))
    return any(date.start <= token.start < date.end for date in dates)
