"""What was hit, apart from places."""

from claimwire.events import Span
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.struck_places import toponyms_under
from claimwire_extractor.core.strikes.syntax import phrase, prepositions
from claimwire_extractor.core.token import Token

_HURTING = frozenset({"kill", "wound", "injure", "die"})
_NO_THINGS = frozenset({"PRON", "DET", "NUM", "VERB", "ADV"})
_EFFECTS = frozenset({"number", "time", "day", "night", "hour", "damage", "loss", "casualty", "death"})


def struck_targets(background: Background, candidate: Candidate) -> list[Span]:
    """Cut the phrases for the objects and people hit; counted victims, places, weapons and dates are none."""
    reading, words = background.reading, background.lexicon.places
    dates = background.dates(reading.sentence_of(candidate.tokens[0]))
    dated = {offset for date in dates for offset in range(date.start, date.end)}
    sites = [head for head in candidate.arguments.located if head.lemma in words.buildings - words.class_nouns]
    found: list[Span] = []
    for head in (*candidate.arguments.hit, *sites):
        if head.start not in dated and _is_thing(background, candidate, head) and not _is_place(background, head):
            found.append(reading.span_of(phrase(head)))
            candidate.because("targets.hit" if head in candidate.arguments.hit else "targets.site", found[-1])
    return found


def _is_thing(background: Background, candidate: Candidate, head: Token) -> bool:
    if head.pos in _NO_THINGS or head.lemma in _EFFECTS or head.lower in background.lexicon.places.never:
        return False
    if head.index in background.weapons or head in candidate.tokens:
        return False
    people = head.lemma in background.lexicon.people.people
    hurting = any(token.lemma in _HURTING for token in candidate.tokens)
    # "19 people" hurt are casualties; "civilians" shelled are a target.
    return not (people and (hurting or any(part.dep == "nummod" for part in head.children)))


def _is_place(background: Background, head: Token) -> bool:
    """Tell a name, or a noun that only introduces one ("the town of Orikhiv"); "rural areas in X" is a target."""
    if head.index in background.toponyms:
        return True
    if head.lemma not in background.lexicon.places.class_nouns:
        return False
    of = [held for preposition, held in prepositions(head) if preposition.lower == "of"]
    named = any(held.index in background.toponyms for held in of)
    return named or (head.tag == "NN" and bool(toponyms_under(background, [head])))
