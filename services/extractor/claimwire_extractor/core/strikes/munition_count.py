"""How many munitions or strikes."""

from collections.abc import Iterator, Sequence

from claimwire.events import Quantity
from claimwire_extractor.core.quantities.read_quantity import quantity_of
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.is_left_over import is_left_over
from claimwire_extractor.core.strikes.strike_lexicon import Frame, WeaponClass
from claimwire_extractor.core.strikes.syntax import phrase, prepositions
from claimwire_extractor.core.token import Token

_MEASURES = frozenset({"dozen", "number", "hundred", "score", "thousand", "couple", "series", "pair", "ten"})


def munition_count(background: Background, candidate: Candidate) -> Quantity | None:
    """Read how many munitions, or else how many strikes."""
    reading = background.reading
    munitions = [named.tokens[-1] for named in candidate.weapons if named.weapon.sort is WeaponClass.MUNITION]
    munitions = [head for head in munitions if head.dep not in {"compound", "amod"}]
    left = next(filter(is_left_over, candidate.arguments.doers), None)
    if left is not None and any(map(_is_downed, munitions)):
        return _of_left_over(background, candidate, left)
    for head in _counted(background, candidate, munitions):
        tokens = _of_all(candidate, head)
        above = head.head.head if head.dep == "pobj" and head.head.lower == "of" else None
        if above is not None and _is_one_of(above):
            continue
        if above is not None and above.lemma in _MEASURES:
            tokens = [part for part in phrase(above) if part.index <= head.index] or tokens
        found = quantity_of(reading.text, *reading.reach_of(_without_stray_number(tokens)))
        if found is None and above is not None and _are_some(candidate, above):
            tokens = [above]
            found = quantity_of(reading.text, above.start, above.end)
        # "Many rockets" gives no number.
        if found and (found.min is not None or found.max is not None):
            candidate.because("count.before-noun", *tokens)
            return found
    if left is not None:
        return _of_left_over(background, candidate, left)
    single = next(filter(_is_one_fired, munitions), None)
    return _one(background, candidate, single) if single else None


def _of_all(candidate: Candidate, munition: Token) -> Sequence[Token]:
    """Take the words that count munitions: of "12 of 20 drones", of which twelve were downed, those that count all."""
    tokens = [part for part in phrase(munition) if part.index <= munition.index]
    share = [part.index for part in tokens if part.lower == "of" and part.dep == "quantmod"]
    return [part for part in tokens if part.index > share[0]] if share and not _strikes(candidate, munition) else tokens


def _are_some(candidate: Candidate, number: Token) -> bool:
    """Tell "three of the shells hit X" and "all four of its missiles" from "one of the shells", of which others may hit."""
    return number.tag == "CD" and number.lower not in {"one", "1"} and _strikes(candidate, number)


def _strikes(candidate: Candidate, subject: Token) -> bool:
    verb = subject.head
    return subject.dep == "nsubj" and verb in candidate.tokens and verb.lemma not in _DOWNING | _SENDING


def _counted(background: Background, candidate: Candidate, munitions: Sequence[Token]) -> Iterator[Token]:
    """List what may be counted, munitions first and those singled out last."""
    aside = [head for head in munitions if head.dep == "pobj" and head.head.lower == "including"]
    yield from (head for head in munitions if head not in aside)
    firing = (*candidate.arguments.means, *candidate.arguments.doers)
    yield from (head for head in firing if _measures_fire(background, head))
    acts = [head for head in firing if head.tag == "NNS" and (head.lemma, "NOUN") in background.lexicon.triggers]
    acts += [
        token
        for trigger, token in zip(candidate.triggers, candidate.tokens, strict=True)
        if trigger.frame is Frame.ACT and token.tag in {"NNS", "NNPS", "NN"}
    ]
    yield from (head for head in acts if head.lemma != "bomber" or _is_suicide_attacker(head))
    yield from (head for head in (*firing, *candidate.tokens) if _is_suicide_attacker(head))
    yield from aside


def _is_downed(munition: Token) -> bool:
    """Tell "seven drones were downed; the others hit X" from "of 19 drones sent, seven were", which counts them all."""
    return munition.dep in {"dobj", "nsubjpass"} and munition.head.lemma in _DOWNING


_DOWNING = frozenset({"down", "shoot", "intercept", "destroy", "stop", "repel", "neutralise", "neutralize", "jam"})


def _of_left_over(background: Background, candidate: Candidate, head: Token) -> Quantity | None:
    """Count "the remaining eight" and "a third"."""
    if head.tag in {"CD", "NNS"}:
        tokens = [part for part in phrase(head) if part.index <= head.index]
        found = quantity_of(background.reading.text, *background.reading.reach_of(tokens))
        if found:
            candidate.because("count.before-noun", *tokens)
        return found
    return None if head.lemma in _UNCOUNTED else _one(background, candidate, head)


_UNCOUNTED = frozenset({"rest", "remainder"})


def _is_suicide_attacker(head: Token) -> bool:
    """Tell "two suicide bombers", each of whom is a bomb, from the aircraft that drop some."""
    return head.lemma in {"bomber", "attacker"} and any(part.lower == "suicide" for part in head.lefts)


def _is_one_of(measure: Token) -> bool:
    """Tell "the latest in a series of raids", which was one of them, from "killed in a series of raids"."""
    within = measure.dep == "pobj" and measure.head.lower in {"in", "of"}
    return measure.lemma in _MEASURES and within and measure.head.head.lemma in _LATEST


_LATEST = frozenset({"latest", "late", "one", "first", "last", "recent", "part", "most", "second", "third"})


def _one(background: Background, candidate: Candidate, head: Token) -> Quantity:
    span = background.reading.span_of([part for part in phrase(head) if part.index <= head.index])
    candidate.because("count.one-fired", *background.reading.tokens_between(span.start, span.end))
    return Quantity(text=span.text, start=span.start, end=span.end, min=1, max=1)


def _is_one_fired(munition: Token) -> bool:
    """Tell "fired a mortar shell", which was one, from "hit by a rocket", which says what it was hit with."""
    if munition.tag != "NN":
        return False
    articles = {part.lower for part in munition.lefts if part.dep == "det"}
    if "another" in articles and munition.dep in _PLAYING:
        return True
    if articles.isdisjoint({"a", "an"}):
        return False
    fired = munition.dep in {"dobj", "nsubjpass"} and munition.head.lemma in _SENDING
    return fired or any(part.dep == "acl" and part.lemma in _SENDING for part in munition.rights)


_PLAYING = frozenset({"nsubj", "nsubjpass", "dobj"})
_SENDING = frozenset({"fire", "launch", "lob", "shoot"})


def _without_stray_number(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out a number before an article, which belongs to something else: "Views 6319 An airstrike"."""
    for position in range(len(tokens) - 1, 0, -1):
        if tokens[position].lower in {"a", "an", "the"} and tokens[position - 1].pos == "NUM":
            return tokens[position:]
    return tokens


def _measures_fire(background: Background, head: Token) -> bool:
    """Tell "dozens of rockets" and "dozens were fired" from "dozens wounded"."""
    if head.lemma not in _MEASURES:
        return False
    of = next((held for preposition, held in prepositions(head) if preposition.lower == "of"), None)
    if of is None:
        return head.head.lemma in _FIRING
    return of.index in background.weapons or (of.lemma, "NOUN") in background.lexicon.triggers


_FIRING = frozenset({"fire", "launch", "drop", "fall", "land", "rain", "hit", "strike", "explode", "shoot", "use"})
