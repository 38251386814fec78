"""What was hit, apart from places."""

from claimwire.events import Span
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.struck_places import toponyms_under
from claimwire_extractor.core.strikes.syntax import phrase
from claimwire_extractor.core.token import Token

_HURTING = frozenset({"kill", "wound", "injure", "die"})
_EFFECTS = frozenset({"number", "time", "day", "night", "hour", "damage", "loss", "casualty", "death"})


def struck_targets(background: Background, candidate: Candidate) -> list[Span]:
    """Cut the phrases for the objects and people hit; counted victims, places, weapons and dates are none."""
    words, reading = background.lexicon.places, background.reading
    hurting = any(token.lemma in _HURTING for token in candidate.tokens)
    dates = background.dates(reading.sentence_of(candidate.tokens[0]))
    dated = {offset for date in dates for offset in range(date.start, date.end)}
    found: list[Span] = []
    for head in candidate.arguments.hit:
        if head.pos in {"PRON", "DET", "NUM", "VERB", "ADV"} or head.index in background.toponyms:
            continue
        if head.index in background.weapons or any(head in known.tokens for known in (candidate,)):
            continue
        if hurting and head.lemma in background.lexicon.people.people:
            continue
        if head.lemma in words.class_nouns and toponyms_under(background, [head]):
            continue
        if head.start in dated or head.lower in words.never or _is_counted_people(background, head):
            continue
        if head.lemma in {"number", "time", "day", "night", "hour", "damage", "loss", "casualty", "death"}:
            continue
        found.append(reading.span_of(phrase(head)))
    return found


def _is_counted_people(background: Background, head: Token) -> bool:
    """Tell whether a phrase counts victims ("19 people"), who are casualties and no target."""
    return head.lemma in background.lexicon.people.people and any(part.dep == "nummod" for part in head.children)
