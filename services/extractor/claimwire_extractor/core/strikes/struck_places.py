"""Where the fire landed."""

from collections.abc import Iterable, Sequence

from claimwire.events import Place, PlacePrecision, Side
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.token import Token

_DEPTH = 12
_CLOSE_BEHIND = 2
"""Words behind a verb within which a place is its object however it was parsed."""
_ENCLOSING = 8
"""Words behind a place within which the region around it is named."""
_WELL_KNOWN = 30_000
"""People a settlement needs to be meant in an article about another country."""
_SPOKEN_OF = 0.15
"""Weight among the article's countries from which a country is spoken of."""


def struck_places(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Place]:
    """Resolve the places named as hit, with the regions around them; else those near in the ``clause``."""
    arguments = candidate.arguments
    doers = {part for head in arguments.doers for part in (head, *head.children)}
    names = toponyms_under(background, [*arguments.hit, *arguments.located])
    names += [name for name in _modifying(background, candidate) if name not in names]
    if not names:
        names = _nearby(background, candidate, clause)
    names += [name for name in _enclosing(background, names) if name not in names]
    names = [name for name in names if _is_plausible(background, name) and not _owns_next(background, name, names)]
    kept = [name for name in names if name.top not in doers or name in _modifying(background, candidate)]
    return [resolve_place(background.reading, name, background.places, background.gazetteer) for name in kept]


def _modifying(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find places before the strike word that are no side: "the Kharkiv attack"."""
    tokens = [
        part
        for trigger, token in zip(candidate.triggers, candidate.tokens, strict=True)
        if trigger.frame is Frame.ACT
        for part in token.lefts
        if part.dep in {"compound", "nmod"} and part.index in background.toponyms
    ]
    found = [background.toponyms[token.index] for token in tokens]
    return [name for name in found if background.side_of(name.tokens) is Side.UNKNOWN]


def _enclosing(background: Background, names: Sequence[Toponym]) -> list[Toponym]:
    """Follow a place into what it lies in: "Orikhiv in the southern Zaporizhzhia region"."""
    words, tokens = background.lexicon.places, background.reading.tokens
    found: list[Toponym] = []
    queue = list(names)
    for name in queue:
        last = name.tokens[-1]
        into = False
        for token in tokens[last.index + 1 : last.index + 1 + _ENCLOSING]:
            outer = background.toponyms.get(token.index)
            if token.sentence != last.sentence or (outer is None and not _leads_on(token, words)):
                break
            into = into or token.lower in {"in", "near"}
            if outer is not None:
                if into and outer not in queue:
                    queue.append(outer)
                    found.append(outer)
                break
    return found


def _leads_on(token: Token, words: PlaceWords) -> bool:
    return (
        token.lower in {"in", "near", "of", "the", "a", ",", "and", "'s", "’s"}
        or token.lower in words.directions
        or token.lower in words.demonyms
        or token.lemma in words.class_nouns
        or token.pos == "ADJ"
    )


def _owns_next(background: Background, name: Toponym, names: Sequence[Toponym]) -> bool:
    """Tell a country that only says whose the next place is ("Syria's Aleppo")."""
    if len(names) == 1 or not any(entry.precision is PlacePrecision.COUNTRY for entry in name.entries):
        return False
    top = name.top
    following = background.reading.tokens[name.tokens[-1].index + 1 :][:1]
    return top.dep in {"poss", "compound"} or any(token.index in background.toponyms for token in following)


def _is_plausible(background: Background, name: Toponym) -> bool:
    """Doubt a village or district of a country the article does not speak of."""
    if not name.entries or name.sort is not PlaceSort.UNSAID:
        return True
    return any(
        not (entry.is_settlement or entry.precision is PlacePrecision.DISTRICT)
        or entry.population >= _WELL_KNOWN
        or background.places.countries.get(entry.country, 0.0) >= _SPOKEN_OF
        for entry in name.entries
    )


def toponyms_under(background: Background, heads: Iterable[Token]) -> list[Toponym]:
    """Find the place names in some phrases that say where, in the order of the text."""
    found: dict[Toponym, None] = {}
    for head in heads:
        for token in head.subtree():
            name = background.toponyms.get(token.index)
            if name and name not in found and _is_where(background, name.top, head):
                found[name] = None
    return sorted(found, key=lambda name: name.tokens[0].index)


def _is_where(background: Background, top: Token, head: Token) -> bool:
    """Tell whether a name below an argument says where, and is no origin, owner, speaker or other clause."""
    words = background.lexicon.places
    token = top
    for _ in range(_DEPTH):
        if token is head:
            return True
        above = token.head
        if token.dep in {"compound", "poss", "nmod"} and (above.lemma in words.bodies or above.pos == "PROPN"):
            return False
        if token.dep == "poss" and above is not head and above.lemma not in words.class_nouns:
            return False
        if token.dep in {"relcl", "advcl", "acl", "ccomp", "parataxis"} and token.pos in {"VERB", "AUX"}:
            return False
        if token.dep == "prep" and token.lower in {"from", "by", "with", "for", "after", "before", "since", "during"}:
            return False
        token = above
    return False


def places_just_before(background: Background, candidate: Candidate) -> list[Place]:
    """Resolve the places of the sentence before, in the same paragraph, for a strike that names none."""
    reading = background.reading
    sentence = reading.sentence_of(candidate.tokens[0])
    before = reading.sentences[max(sentence.index - 1, 0)]
    if before is sentence or before.paragraph != sentence.paragraph or not candidate.strong:
        return []
    names = _nearby(background, candidate, background.tokens(before))
    return [
        resolve_place(reading, name, background.places, background.gazetteer)
        for name in names
        if _is_plausible(background, name)
    ]


def _nearby(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Toponym]:
    """Fall back on places in the same clause that stand behind a preposition of place."""
    taken = {head.index for head in (*candidate.arguments.doers, *candidate.arguments.origins)}
    found: dict[Toponym, None] = {}
    for token in clause:
        name = background.toponyms.get(token.index)
        if not name or name.top.index in taken:
            continue
        top = name.top
        while top.dep in {"conj", "appos", "compound"} and top.head.index < top.index:
            top = top.head
        follows = any(
            0 < name.tokens[0].index - trigger.index <= _CLOSE_BEHIND
            for trigger, sense in zip(candidate.tokens, candidate.triggers, strict=True)
            if sense.frame is Frame.HITS
        )
        if follows or (
            top.dep == "pobj" and top.head.lower in {"in", "near", "at", "across", "around", "outside", "on", "over"}
        ):
            found[name] = None
    return list(found)
