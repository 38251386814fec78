"""Places near a strike whose own words name none."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice

from claimwire.events import PlacePrecision
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.stations import stations
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.where import is_of_unit
from claimwire_extractor.core.token import Token

SPOKEN_OF = 0.15
"""Weight among the article's countries from which a country is spoken of."""
_CLOSE_BEFORE = 3
"""Words before "where" among which the place's name is: "Orikhiv", "Orikhiv city,"."""
_CLOSE_BEHIND = 2
"""Words behind a verb within which a place is its object however it was parsed."""
_LOCATING = frozenset({"in", "near", "at", "across", "around", "outside", "on", "over", "throughout", "inside"})
_INSIDE = frozenset({"in", "near", "at", "outside", "inside"})
_ELSEWHERE = frozenset({"ban", "outlaw", "prohibit", "base", "headquarter", "publish", "register", "exile", "born", "bear"})  # fmt: skip
"""Words whose place is not that of what happened: "a group banned in X", "a monitor based in X"."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_DEPTH = 12
_PARTS = frozenset({PlaceSort.DISTRICT, PlaceSort.SITE})
_HARMING = frozenset({"kill", "die", "wound", "injure", "hurt", "maim", "perish"})
_PLACED = frozenset({"where"})
_WHEN = frozenset({"when", "after", "as"})
_AREA = frozenset({"area"})
_OBJECTS = frozenset({"pobj", "dobj"})
_FAR = 4
"""Sentences back to the settlement that "the city" stands for."""
_FRONT = 6
"""Words at the beginning of a sentence within which "In the X region," names its region."""


def names_in_clause(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Toponym]:
    """Find places in the same clause that stand behind a preposition of place."""
    named = [token for token in clause if token.index in background.toponyms]
    if not named:
        return []
    from_where = (*candidate.arguments.origins, *stations(candidate.arguments))
    taken = {part.index for head in from_where for part in head.subtree()}
    taken |= {head.index for head in candidate.arguments.doers if not _is_preposed(background, head)}
    found: dict[Toponym, None] = {}
    for token in named:
        name = background.toponyms[token.index]
        if name.top.index in taken or is_of_unit(background, name.top) or _is_fired_at_by_target(background, name):
            continue
        follows = any(
            0 < name.tokens[0].index - trigger.index <= _CLOSE_BEHIND
            for trigger, sense in zip(candidate.tokens, candidate.triggers, strict=True)
            if sense.frame is Frame.HITS
        )
        if follows or _is_located(background, name):
            found[name] = None
    return list(found) or _of_town(background, named, taken)


def _is_preposed(background: Background, head: Token) -> bool:
    """Tell "Near Orikhiv, troops shelled a farm" from who did it, for whom the parser takes the town."""
    words = background.reading.tokens
    if not head.index or words[head.index - 1].lower not in _INSIDE or words[head.index - 1].pos != "PROPN":
        return False
    return words[head.index - 1] in head.lefts


def _is_fired_at_by_target(background: Background, name: Toponym) -> bool:
    """Tell where the fire of what was hit went: "destroyed a launcher that had fired rockets at X"."""
    verb = next((token for token in islice(name.top.ancestors(), _FEW) if token.dep == "relcl"), None)
    if verb is None or verb.head.dep not in _DONE_TO:
        return False
    return any(sense.frame is Frame.FIRES for sense in background.lexicon.triggers.get((verb.lemma, "VERB"), ()))


_FEW = 5
"""Words above a name among which the verb of its clause stands."""
_DONE_TO = frozenset({"dobj", "nsubjpass"})


def names_of_harm(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find the places of the clause that tells whom the strike killed: "two died in X when a shell hit a shop"."""
    top = candidate.tokens[0]
    if not background.has_beside(top, _WHEN):
        return []
    for _ in range(_DEPTH):
        if top.is_root or (top.dep == "advcl" and top.head.lemma in _HARMING):
            break
        top = top.head
    if top.dep != "advcl" or not any(part.lower in _WHEN for part in top.lefts):
        return []
    harm = top.head
    while harm.dep == "conj" and harm.head.lemma in _HARMING:
        harm = harm.head
    inside = set(top.subtree())
    return names_in_clause(background, candidate, [token for token in harm.subtree() if token not in inside])


def names_before_where(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find the place that a clause with "where" belongs to: "in X, where shells killed two"."""
    top = candidate.tokens[0]
    if not background.has_beside(top, _PLACED):
        return []
    for _ in range(_DEPTH):
        where = next((part for part in top.lefts if part.lower in _PLACED), None)
        if where is not None:
            before = background.reading.tokens[max(0, where.index - _CLOSE_BEFORE) : where.index]
            return [name for token in before[::-1] if (name := background.toponyms.get(token.index))][:1]
        if top.is_root:
            break
        top = top.head
    return []


def _of_town(background: Background, named: Sequence[Token], taken: set[int]) -> list[Toponym]:
    """Fall back on "the town of X" wherever it stands: "the mayor of the town of X died when a mine went off"."""
    names = [background.toponyms[token.index] for token in named]
    settlements = (name for name in names if name.sort is PlaceSort.SETTLEMENT and name.top.index not in taken)
    return [name for name in settlements if not _is_left(background, name)][:1]


def names_in_front(background: Background, candidate: Candidate, names: Sequence[Toponym]) -> list[Toponym]:
    """Read the region that a sentence begins with: "In the X region, shells hit the town of Y"."""
    sentence = background.reading.sentence_of(candidate.tokens[0])
    if sentence.tokens[0].lower not in {"in", "across", "near"}:
        return []
    named = {name for name in names if name.tokens[0].sentence == sentence.index}
    for token in sentence.tokens[1:_FRONT]:
        name = background.toponyms.get(token.index)
        if name is not None:
            fits = name not in named and token.index < candidate.tokens[0].index and _is_located(background, name)
            return [name] if fits else []
    return []


def names_meant(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Toponym]:
    """Find what "the city" or "the village" stands for: the last settlement named, up to four sentences back."""
    words = background.lexicon.places
    if not background.has_beside(candidate.tokens[0], words.settlement_nouns):
        return []
    hit = {head.index for head in (*candidate.arguments.hit, *candidate.arguments.located)}
    for token in clause:
        meant = token.lemma in words.settlement_nouns and token.tag == "NN" and _is_definite(token)
        # "on the western side of the city"
        part = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token
        if meant and (part.index in hit or (part.dep == "pobj" and part.head.lower in _LOCATING)):
            return _last(background, token, _may_be_meant)
    return []


def area_meant(background: Background, clause: Sequence[Token]) -> list[Toponym]:
    """Find what "the area" stands for: the first place of the last sentence that names some; all of them for "those areas"."""
    if not background.has_beside(clause[0], _AREA):
        return []
    token = next((word for word in clause if word.lemma in _AREA and word.dep in _OBJECTS and _is_definite(word)), None)
    if token is None:
        return []
    for sentence in reversed(background.reading.sentences[max(0, token.sentence - _FAR) : token.sentence + 1]):
        words = (word for word in background.tokens(sentence) if word.index < token.index)
        named = dict.fromkeys(name for word in words if (name := background.toponyms.get(word.index)))
        found = [name for name in named if not name.is_country and _is_object(background, name)]
        if found:
            return found if token.tag == "NNS" else found[:1]
    return []


def _is_object(background: Background, name: Toponym) -> bool:
    """Tell "visited X" and "parts of X" from who does something and from where somebody came."""
    top = _introduced(background, name)
    return top.dep in _OBJECTS and top.head.lower != "from" and not is_of_unit(background, name.top)


def region_meant(background: Background, clause: Sequence[Token]) -> list[Toponym]:
    """Find what "the province" stands for: the last region named, up to four sentences back."""
    return _meant_by(background, clause, background.lexicon.places.region_nouns, _is_region)


def town_meant(background: Background, clause: Sequence[Token]) -> list[Toponym]:
    """Find what "the city" stands for in "hit a suburb in the city": the last settlement named, unless of the same clause."""
    inside = {token.index for token in clause}
    found = _meant_by(background, clause, background.lexicon.places.settlement_nouns, _is_town)
    return [name for name in found if name.top.index not in inside]


def _meant_by(
    background: Background,
    clause: Sequence[Token],
    nouns: Collection[str],
    fits: Callable[[Background, Toponym], bool],
) -> list[Toponym]:
    if not background.has_beside(clause[0], nouns):
        return []
    for token in clause:
        if token.lemma in nouns and token.tag == "NN" and token.dep == "pobj" and _is_definite(token):
            return _last(background, token, fits)
    return []


def _is_town(background: Background, name: Toponym) -> bool:
    # "Orikhiv city" is a town also where the gazetteer has only the region called like it.
    named_so = name.sort is PlaceSort.SETTLEMENT
    return name.sort not in _PARTS and name.known and (named_so or _may_be_meant(background, name))


def _is_region(background: Background, name: Toponym) -> bool:
    regions = (entry for entry in name.entries if entry.precision is PlacePrecision.REGION)
    return not name.is_country and any(
        background.places.countries.get(entry.country, 0.0) >= SPOKEN_OF for entry in regions
    )


def _is_definite(token: Token) -> bool:
    named = any(
        part.lower == "of" or (part.dep in {"appos", "compound"} and part.pos == "PROPN") for part in token.children
    )
    return not named and any(part.lower in _KNOWN for part in token.children)


def _last(background: Background, token: Token, fits: Callable[[Background, Toponym], bool]) -> list[Toponym]:
    reading = background.reading
    first = reading.sentences[max(0, token.sentence - _FAR)].tokens[0].index
    for index in range(token.index - 1, first - 1, -1):
        name = background.toponyms.get(index)
        if name and fits(background, name):
            return [name]
    return []


def _may_be_meant(background: Background, name: Toponym) -> bool:
    """Tell a settlement of a country spoken of from names that only look like one ("Human Rights")."""
    spoken_of = background.places.countries
    settlements = [entry for entry in name.entries if entry.is_settlement]
    return (
        not name.is_country
        and any(spoken_of.get(entry.country, 0.0) >= SPOKEN_OF for entry in settlements)
        and (name.sort is not PlaceSort.UNSAID or _is_located(background, name) or name.top.dep in {"dobj", "conj"})
    )


def names_before(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find the places of the sentence outside the clause, or of the sentence before, that stand behind a preposition of place.

    Of a paragraph before, only when it is a single sentence; no countries.
    """
    reading = background.reading
    sentence = reading.sentence_of(candidate.tokens[0])
    around = names_in_clause(background, candidate, background.tokens(sentence))
    told = [name for name in around if not name.is_country and _is_spoken_of(background, name)]
    if found := [name for name in told if _is_located(background, name)]:
        return found
    before = reading.sentences[max(sentence.index - 1, 0)]
    if before is sentence or not candidate.strong or not _goes_on(background, sentence, before):
        return []
    found = names_in_clause(background, candidate, background.tokens(before))
    return [name for name in found if not name.is_country and _is_spoken_of(background, name)]


def _is_spoken_of(background: Background, name: Toponym) -> bool:
    countries = {entry.country for entry in name.entries}
    return not countries or any(background.places.countries.get(country, 0.0) >= SPOKEN_OF for country in countries)


def _goes_on(background: Background, sentence: Sentence, before: Sentence) -> bool:
    if before.paragraph == sentence.paragraph:
        return True
    paragraphs = background.reading.paragraphs
    return (
        before.paragraph > 0
        and len(paragraphs[before.paragraph].sentences) == 1
        and sentence is paragraphs[sentence.paragraph].sentences[0]
    )


def _is_located(background: Background, name: Toponym) -> bool:
    top = _introduced(background, name)
    if top.dep == "pobj" and top.head.lower in _LOCATING:
        return top.head.head.lemma not in _ELSEWHERE
    if top.dep == "pobj" and top.head.lower == "of" and top.head.head.lower in background.lexicon.places.directions:
        # "hit a village north of Orikhiv"
        return True
    # "landed in Orikhiv caused damage" and "exploded in Orikhiv Sunday": what runs into the name takes it away.
    words, first, last = background.reading.tokens, name.tokens[0], name.tokens[-1]
    before = words[first.index - 1] if first.index else first
    part = words[before.index - 1] if before.lower == "of" and before.index else before
    if not {part.lemma, part.lower}.isdisjoint(background.lexicon.places.class_nouns) and part.dep == "pobj":
        # "in the outskirts of Orikhiv the ministry said"
        before = part.head
    if before.lower not in _INSIDE or before.sentence != first.sentence or before.head.lemma in _ELSEWHERE:
        return False
    behind = words[last.index + 1] if last.index + 1 < len(words) else last
    return behind.pos != "NOUN" or behind.lemma in background.lexicon.places.class_nouns


def _is_left(background: Background, name: Toponym) -> bool:
    """Tell where people came from: "evacuees from the town of X were killed when a bomb went off"."""
    top = _introduced(background, name)
    return top.dep == "pobj" and top.head.lower == "from"


def _introduced(background: Background, name: Toponym) -> Token:
    """Climb from a name to the head of the phrase that introduces it: "X" and "the city and the town of X"."""
    words = background.lexicon.places
    top = name.top
    for _ in range(_DEPTH):
        before = top.head
        if top.dep in {"conj", "appos", "compound", "nmod"} and (
            before.index < top.index or before.lemma in words.class_nouns or before.lemma in words.buildings
        ):
            top = before
        elif top.dep == "pobj" and before.lower == "of" and before.head.lemma in words.class_nouns:
            top = before.head
        else:
            break
    return top
