"""What ties words of time to a strike."""

from collections.abc import Sequence
from enum import IntEnum

from claimwire.events import Occurred
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.compared import is_compared
from claimwire_extractor.core.strikes.syntax import is_passive, is_singled_out, prepositions
from claimwire_extractor.core.strikes.toll import TOTALS
from claimwire_extractor.core.token import Token

_STARTING = frozenset({"begin", "start", "erupt", "break", "beginning", "outbreak", "onset", "eruption", "launch"})
_ANSWERING = frozenset({"warn", "threaten", "vow", "promise", "pledge", "swear", "urge", "demand", "deny", "reject", "dismiss", "refute", "rebut", "dispute"})  # fmt: skip
"""Verbs whose day is never that of the strike they speak of: "warned on Friday that it would shell the town"."""
_PRESENT = frozenset({"VBZ", "VBP"})
_DESCRIBING = frozenset({"poss", "compound", "nmod", "npadvmod", "amod", "nummod"})
_HAPPENING = frozenset({"happen", "occur", "take"})


class Tie(IntEnum):
    """What ties words of time to a strike, the closest first."""

    CLAUSE = 0
    """They stand in its clause or in one that governs it."""
    SENTENCE = 1
    """They stand beside it in its sentence."""
    SAID = 2
    """They tell when somebody spoke of it."""
    BESIDE = 3
    """They stand in the sentence before or behind."""


def tie_of(
    background: Background, sentence: Sentence, found: Occurred, leading: Token, governor: Token | None
) -> Tie | None:
    """Tell what ties words of time to the word that tells of a strike; none where they date something else.

    They say something of ``governor``, which ``governor_of`` finds.
    """
    tokens = background.reading.tokens_between(found.start, found.end)
    if tokens and tokens[-1].lower == "after":
        return Tie.CLAUSE if _is_behind(tokens[-1], leading) else None
    if is_compared(background, sentence, found.start):
        return None
    return _tie_by(background, found, leading, governor) if governor else Tie.SENTENCE


def _tie_by(background: Background, found: Occurred, leading: Token, governor: Token) -> Tie | None:
    """Judge a date by the word it says something of."""
    above = [leading, *leading.ancestors()]
    answers = governor.lemma in _ANSWERING and governor.pos == "VERB" and governor in above[1:]
    if answers or (is_start_of_war(background, governor) and since(governor, leading) is None):
        return None
    if is_speech(background, governor) and not found.text.lower().startswith("since"):
        # "It has been hit, he said on Friday" does not say when. "On Friday he told of shells" tells what was new on that day.
        if governor.tag in _PRESENT and found.start > leading.start:
            # "He condemns the attack today."
            return Tie.CLAUSE
        return Tie.SAID if found.start < governor.start and not _is_perfect(leading) else None
    if _is_fired(background, governor) and governor not in above and governor.head is leading:
        # "The Friday morning rocket hit a depot."
        return Tie.CLAUSE
    tokens = background.reading.tokens_between(found.start, found.end)
    if governor not in above and describes(tokens, governor):
        return Tie.CLAUSE if _is_misread(background, tokens, governor, above) else None
    return _tie_to(background, governor, above)


def _is_fired(background: Background, noun: Token) -> bool:
    return noun.index in background.weapons or noun.lemma in background.lexicon.modality.strike_nouns


def _tie_to(background: Background, governor: Token, above: Sequence[Token]) -> Tie | None:
    """Judge a date by the word it says something of; ``above`` are the word that tells of the strike and its governors."""
    if governor in above:
        aside = any(token.dep in {"relcl", "acl"} for token in above[: above.index(governor)])
        return Tie.SENTENCE if aside else Tie.CLAUSE
    return Tie.SENTENCE if happens(governor) else _tie_below(background, governor, above)


def happens(verb: Token) -> bool:
    """Tell a verb that only says when something was: "the strikes on the town, which took place on Friday"."""
    return verb.lemma in _HAPPENING and (verb.lemma != "take" or any(part.lower == "place" for part in verb.rights))


def describes(tokens: Sequence[Token], noun: Token) -> bool:
    """Tell words of time that only tell which one is meant: "this year’s report", "a summit last week"."""
    return noun.pos in {"NOUN", "PROPN"} and any(token.head is noun and token.dep in _DESCRIBING for token in tokens)


def _is_misread(background: Background, tokens: Sequence[Token], noun: Token, above: Sequence[Token]) -> bool:
    """Tell a day that the parser, for want of a comma or a preposition, gives to a noun beside it.

    So in "killed six outside a bakery in the city Tuesday", "killed six guards Tuesday" and "shelled Saturday evening the
    harbour quarter".
    """
    first, last = tokens[0], tokens[-1]
    if last.lower in _OWNING or last.text.endswith(("'s", "’s")):
        return False
    before = background.reading.tokens[first.index - 1] if first.index else None
    if before is not None and before.pos == "VERB" and before in above:
        return True
    if noun.dep == "dobj" and noun.head in above and first.index > noun.index:
        return True
    of_place = noun.dep == "pobj" and noun.head.lower in _LOCATIVE and not noun.head.is_root
    return of_place and first.index > noun.index and any(token in above for token in noun.ancestors())


_OWNING = frozenset({"'s", "’s", "s"})
_LOCATIVE = frozenset({"in", "near", "at", "outside", "inside", "around", "across", "on", "of"})


def is_start_of_war(background: Background, governor: Token) -> bool:
    """Tell the date of a war from that of a strike in it ("the uprising began in March 2011")."""
    wars = background.lexicon.people.whole_wars
    if governor.lemma in wars and governor.pos in {"NOUN", "PROPN"}:
        return True
    if governor.lemma not in _STARTING:
        return False
    parts = [part for part in governor.children if part.dep in {"nsubj", "nsubjpass", "dobj"}]
    told = [part.lemma for part in parts]
    told += [held.lemma for part in (governor, *parts) for word, held in prepositions(part) if word.lower == "of"]
    return any(lemma in wars for lemma in told)


def _is_behind(after: Token, leading: Token) -> bool:
    """Tell whether the strike is what something happened "a day after"."""
    top = after.head if after.dep == "mark" else after
    return leading.index > after.index and (leading is top or top in leading.ancestors())


def _is_perfect(leading: Token) -> bool:
    verb = next((token for token in (leading, *leading.ancestors()) if token.pos in {"VERB", "AUX"}), None)
    return verb is not None and any(part.lemma == "have" and part.dep == "aux" for part in verb.children)


def _tie_below(background: Background, governor: Token, above: Sequence[Token]) -> Tie | None:
    """Judge a date by the clause it stands in; that of a clause that tells of something else is its own."""
    below = governor
    for token in (governor, *governor.ancestors()):
        if token in above:
            break
        own = is_singled_out(token.head) or not _is_fired(background, token.head)
        if _is_aside(token) and token.head is not above[0] and own:
            return None
        below = token
    return Tie.SENTENCE if below.dep in {"conj", "ccomp", "parataxis"} else Tie.CLAUSE


def _is_aside(token: Token) -> bool:
    """Tell a clause whose dates are its own.

    A participle behind the verb goes on telling ("killing two on Friday"), and so does "since the truce ended on Friday".
    """
    if token.dep == "relcl":
        return True
    return token.dep == "advcl" and any(part.dep == "mark" and part.lower != "since" for part in token.children)


def since(governor: Token | None, leading: Token) -> Token | None:
    """Find the word that makes a day a beginning: "shelled since the truce broke down on Friday", "since Friday's talks".

    ``governor`` is what the day says something of. Of a strike told behind "since" it is the day: "the worst since a
    raid on Friday killed ten".
    """
    if governor is None or governor is leading or governor in leading.ancestors():
        return None
    while governor.dep == "pobj" and governor.head.lower in _OF:
        # "since the beginning of the war in 2011"
        governor = governor.head.head
    if governor.dep == "advcl":
        return next((part for part in governor.lefts if part.dep == "mark" and part.lower == "since"), None)
    return governor.head if governor.dep == "pobj" and governor.head.lower == "since" else None


_OF = frozenset({"of", "in"})


def governor_of(background: Background, found: Occurred) -> Token | None:
    """Find the word that the words of time say something of."""
    tokens = background.reading.tokens_between(found.start, found.end)
    inside = set(tokens)
    tops = [token for token in tokens if token.head not in inside]
    if not tops:
        return None
    # "In this year’s report": the year is the report's. "Since Friday’s talks" tells from when on.
    owned = tokens[0].lower != "since" and (tokens[-1].lower in _OWNING or tokens[-1].text.endswith(("'s", "’s")))
    governor = tops[-1 if owned else 0].head
    while governor.pos in {"ADP", "SCONJ"} and not governor.is_root:
        governor = governor.head
    return governor


def is_speech(background: Background, governor: Token) -> bool:
    """Tell whether a date of this word is the day on which somebody spoke."""
    words = background.lexicon.modality
    if governor.lemma in words.messages and governor.pos in {"NOUN", "PROPN"}:
        return True
    if any(part.lemma in TOTALS and part.dep == "dobj" for part in governor.rights):
        # "raised the death toll on Friday"
        return True
    return governor.lemma in words.reporting | words.publishing and governor.pos == "VERB" and not is_passive(governor)
