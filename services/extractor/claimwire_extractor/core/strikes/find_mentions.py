"""Every place of the article that speaks of a strike."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from claimwire.events import Occurred, Place, PlacePrecision, Quantity, Side, Span, StrikeKind
from claimwire_extractor.core.dates.find_dates import find_dates
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.quantities.read_quantity import quantity_of
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.find_candidates import find_candidates
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.named_weapon import weapon_span
from claimwire_extractor.core.strikes.reality import Reality, reality_of
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, WeaponClass
from claimwire_extractor.core.strikes.syntax import clause_of, phrase
from claimwire_extractor.core.token import Token

_LONG_AGO = timedelta(days=45)
"""How long before publication a strike is background."""
_HURTING = frozenset({"kill", "wound", "injure", "die"})
_SPATIAL = frozenset({"air", "sea", "land", "ground", "territory", "ship", "vessel", "destroyer", "warship", "submarine", "side", "area", "position", "border", "base", "airbase", "airfield", "water", "aircraft", "bomber", "direction", "village", "town", "city", "neighborhood", "neighbourhood", "countryside", "plane", "boat", "hill", "height", "coast"})  # fmt: skip
_EXPLODING = frozenset({"explode", "detonate", "go", "blast", "explosion", "bombing", "bomber", "blow"})
_DEPTH = 12
_CLOSE_BEHIND = 2
"""Words behind a verb within which a place is its object however it was parsed."""


def find_mentions(background: Background) -> list[Mention]:
    """Find every mention of a strike, in the order of the text; unreal ones are left out."""
    found: list[Mention] = []
    for sentence in background.reading.sentences:
        for candidate in find_candidates(background, sentence):
            mention = _mention(background, sentence, candidate)
            if mention.reality is not Reality.UNREAL:
                found.append(mention)
    return found


def _mention(background: Background, sentence: Sentence, candidate: Candidate) -> Mention:
    reading = background.reading
    leading = candidate.tokens[0]
    evidence = reading.span_of(_evidence(background, candidate))
    occurred = _occurred(background, sentence, evidence)
    actor = _actor(background, candidate)
    places = _places(background, candidate)
    targets = _targets(background, candidate)
    weapon = candidate.weapons[0] if candidate.weapons else None
    definite = _is_the(leading) or (weapon is not None and _is_the(weapon.tokens[-1]))
    return Mention(
        trigger=leading,
        evidence=evidence,
        kind=_kind(candidate),
        strong=candidate.strong,
        refers_back=not candidate.strong or (definite and not places and not targets),
        definite=definite,
        reality=_reality(background, candidate),
        weapon=reading.span_of(weapon_span(weapon, reading)) if weapon else None,
        count=_count(background, candidate),
        actor=reading.span_of(actor) if actor else None,
        side=background.side_of(actor) if actor else Side.UNKNOWN,
        origins=_origins(background, candidate),
        targets=targets,
        places=places,
        occurred=occurred,
        historical=_is_historical(background, sentence, occurred),
        claims=tuple(
            index for index, claim in enumerate(background.claims.claims) if claim.covers(leading.start, leading.end)
        ),
    )


def _evidence(background: Background, candidate: Candidate) -> Sequence[Token]:
    reporting = background.lexicon.modality.reporting
    clauses = [clause_of(token, reporting) for token in candidate.tokens]
    return max(clauses, key=len)


def _reality(background: Background, candidate: Candidate) -> Reality:
    found = [reality_of(token, background.lexicon.modality) for token in candidate.tokens]
    return next((reality for reality in found if reality is not Reality.HAPPENED), Reality.HAPPENED)


def _is_the(token: Token) -> bool:
    return token.pos != "VERB" and any(
        part.lower in {"the", "this", "that", "these", "those"} for part in token.children if part.dep == "det"
    )


def _kind(candidate: Candidate) -> StrikeKind:
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.frame is Frame.ACT and any(part.lower in {"air", "aerial"} for part in token.children):
            return StrikeKind.AIRSTRIKE
    weapons = [named.weapon for named in candidate.weapons]
    said = next((weapon.kind for weapon in weapons if weapon.kind is not StrikeKind.UNSPECIFIED), None)
    own = next((trigger.kind for trigger in candidate.triggers if trigger.kind is not StrikeKind.UNSPECIFIED), None)
    if own in {StrikeKind.AIRSTRIKE, StrikeKind.ARTILLERY}:
        return said if own is StrikeKind.ARTILLERY and said in {StrikeKind.ROCKET, StrikeKind.MORTAR} else own
    if said or own:
        return said or own or StrikeKind.UNSPECIFIED
    if any("bomb" in weapon.words for weapon in weapons):
        exploding = any(token.lemma in _EXPLODING for token in candidate.tokens)
        return StrikeKind.BOMB if exploding else StrikeKind.AIRSTRIKE
    return StrikeKind.UNSPECIFIED


def _actor(background: Background, candidate: Candidate) -> Sequence[Token]:
    """Pick the words for who fired: one whose side is known, else a force, else nobody."""
    forces: list[Sequence[Token]] = []
    for head in candidate.arguments.doers:
        tokens = phrase(head)
        named = _beside_weapon(background, candidate, head, tokens)
        if background.side_of(named) is not Side.UNKNOWN:
            return named
        if named and background.is_force(named):
            forces.append(named)
    for weapon in candidate.weapons:
        named = [part for part in phrase(weapon.tokens[-1]) if background.side_of([part]) is not Side.UNKNOWN]
        if named:
            return named[:1]
    return forces[0] if forces else ()


def _beside_weapon(
    background: Background, candidate: Candidate, head: Token, tokens: Sequence[Token]
) -> Sequence[Token]:
    """Of a phrase about a weapon or a strike, keep the adjective that says whose ("Russian rockets")."""
    is_thing = head.index in background.weapons or head in candidate.tokens
    if not is_thing or background.is_force([head]):
        return tokens
    return [part for part in tokens if background.side_of([part]) is not Side.UNKNOWN][:1]


def _places(background: Background, candidate: Candidate) -> list[Place]:
    arguments = candidate.arguments
    doers = {part for head in arguments.doers for part in (head, *head.children)}
    names = _toponyms_under(background, [*arguments.hit, *arguments.located])
    names += [name for name in _modifying(background, candidate) if name not in names]
    if not names:
        names = _nearby(background, candidate)
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


def _toponyms_under(background: Background, heads: Iterable[Token]) -> list[Toponym]:
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


def _nearby(background: Background, candidate: Candidate) -> list[Toponym]:
    """Fall back on places in the same clause that stand behind a preposition of place."""
    taken = {head.index for head in (*candidate.arguments.doers, *candidate.arguments.origins)}
    found: dict[Toponym, None] = {}
    for token in _evidence(background, candidate):
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


def _targets(background: Background, candidate: Candidate) -> list[Span]:
    words, reading = background.lexicon.places, background.reading
    hurting = any(token.lemma in _HURTING for token in candidate.tokens)
    found: list[Span] = []
    for head in candidate.arguments.hit:
        if head.pos in {"PRON", "DET", "NUM", "VERB", "ADV"} or head.index in background.toponyms:
            continue
        if head.index in background.weapons or any(head in known.tokens for known in (candidate,)):
            continue
        if hurting and head.lemma in background.lexicon.people.people:
            continue
        if head.lemma in words.class_nouns and _toponyms_under(background, [head]):
            continue
        if find_dates(reading.text, head.start, head.end, background.published) or head.lower in words.never:
            continue
        if head.lemma in {"number", "time", "day", "night", "hour", "damage", "loss", "casualty", "death"}:
            continue
        found.append(reading.span_of(phrase(head)))
    return found


def _origins(background: Background, candidate: Candidate) -> list[Place]:
    reading = background.reading
    found: list[Place] = []
    fires = any(trigger.frame is Frame.FIRES for trigger in candidate.triggers)
    for head in candidate.arguments.origins:
        names = _toponyms_under(background, [head])
        if names:
            found.extend(resolve_place(reading, name, background.places, background.gazetteer) for name in names)
        elif head.lemma in _SPATIAL and (fires or Need.WEAPON in candidate.met):
            span = reading.span_of(phrase(head))
            found.append(
                Place(
                    text=span.text, start=span.start, end=span.end, name=span.text, precision=PlacePrecision.UNRESOLVED
                )
            )
    return found


def _count(background: Background, candidate: Candidate) -> Quantity | None:
    """Read how many munitions, or else how many strikes."""
    arguments, reading = candidate.arguments, background.reading
    heads = [named.tokens[-1] for named in candidate.weapons if named.weapon.sort is WeaponClass.MUNITION]
    heads = [head for head in heads if head.dep not in {"compound", "amod"}]
    heads += [
        head for head in (*arguments.means, *arguments.doers) if head.lemma in {"dozen", "number", "hundred", "score"}
    ]
    heads += [
        token
        for trigger, token in zip(candidate.triggers, candidate.tokens, strict=True)
        if trigger.frame is Frame.ACT and token.tag in {"NNS", "NNPS", "NN"}
    ]
    for head in heads:
        tokens = [part for part in phrase(head) if part.index <= head.index]
        above = head.head.head if head.dep == "pobj" and head.head.lower == "of" else None
        if above is not None and above.lemma in {
            "dozen",
            "number",
            "hundred",
            "score",
            "thousand",
            "couple",
            "series",
            "pair",
            "ten",
        }:
            tokens = [part for part in phrase(above) if part.index <= head.index]
        found = quantity_of(reading.text, reading.span_of(tokens))
        if found:
            return found
    return None


def _occurred(background: Background, sentence: Sentence, evidence: Span) -> Occurred | None:
    """Pick the date of the clause; a date that tells when somebody spoke is none."""
    dates = find_dates(background.reading.text, sentence.start, sentence.end, background.published)
    dates = [found for found in dates if not _tells_when_said(background, found)]
    inside = [found for found in dates if evidence.start <= found.start and found.end <= evidence.end]
    chosen = inside or dates
    return chosen[0] if chosen else None


def _tells_when_said(background: Background, found: Occurred) -> bool:
    tokens = background.reading.tokens_between(found.start, found.end)
    inside = set(tokens)
    top = next((token for token in tokens if token.head not in inside), None)
    if top is None:
        return False
    above = top.head.head if top.head.dep == "prep" else top.head
    return above.lemma in background.lexicon.modality.reporting and above.pos == "VERB"


def _is_historical(background: Background, sentence: Sentence, occurred: Occurred | None) -> bool:
    text = background.reading.text[sentence.start : sentence.end].lower()
    if any(words in text for words in background.lexicon.modality.historical_phrases):
        return True
    if occurred is None or occurred.date_to is None or background.published is None:
        return False
    return occurred.date_to < background.published - _LONG_AGO
