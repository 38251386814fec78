"""What of its needs a trigger has beside it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimwire.events import Side
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.quantities.read_quantity import quantity_of
from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon
from claimwire_extractor.core.strikes.strike_lexicon import Need, WeaponClass
from claimwire_extractor.core.strikes.syntax import child, phrase, prepositions, subject
from claimwire_extractor.core.token import Token

_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_CHEMICAL = frozenset({"chemical", "gas", "chlorine", "sarin", "napalm", "phosphorus", "poison", "toxic"})
_AIR = frozenset({"air", "aerial"})
_BANNED = _CHEMICAL | {
    "cluster",
    "incendiary",
    "thermobaric",
    "vacuum",
    "barrel",
    "nerve",
    "mustard",
    "poisonous",
    "white",
}
"""Words in the names of weapons that are told of where they are used, and seldom otherwise."""
_AFAR = frozenset({Side.IR, Side.IL})
"""Sides whose attack on a country is fire from afar; that of others is a war, or on foot."""
_MEETING = _AIR | {"suicide", "against"} | _CHEMICAL | _SELF
"""Words that meet a need by themselves."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def needs_met(background: Background, token: Token, arguments: Arguments, weapons: Iterable[NamedWeapon]) -> set[Need]:
    """Tell which needs a trigger's arguments meet; other strike words beside it are for the caller."""
    met = {*_of_weapons(weapons), *_of_doers(background, token, arguments)}
    if token.pos != "VERB" or met or not _is_done_by_others(arguments):
        met |= _of_places(background, token, arguments)
    if token.tag in {"NNS", "NNPS"}:
        met.add(Need.MANY)
    if background.weapons:
        met.add(Need.ARMED)
    if token.pos != "PROPN" and not any(part.dep == "det" and part.lower in _KNOWN for part in token.lefts):
        met.add(Need.NEW)
    if background.has_beside(token, _MEETING):
        met |= _of_words(token, arguments)
    met |= _of_outcome(token)
    if Need.VICTIMS in met and Need.AIMED in met and Need.TOWN not in met and not _has_small_toll(background, token):
        # "Russia's attack on Ukraine has killed thousands": the war did.
        met.discard(Need.VICTIMS)
    return met


def _of_weapons(weapons: Iterable[NamedWeapon]) -> Iterator[Need]:
    for named in weapons:
        yield Need.WEAPON
        if named.weapon.sort in {WeaponClass.MUNITION, WeaponClass.LAUNCHER}:
            yield Need.MUNITION
        if not _BANNED.isdisjoint(named.weapon.words):
            yield Need.BANNED


def _of_doers(background: Background, token: Token, arguments: Arguments) -> Iterator[Need]:
    for head in arguments.doers:
        if _is_of_kind(token, head):
            continue
        words = phrase(_named_by(background, head))
        side = background.side_of(words)
        if side is not Side.UNKNOWN or any(word.lemma in background.lexicon.force_nouns for word in words):
            yield Need.FORCE
        if side in _AFAR:
            yield Need.AFAR


def _named_by(background: Background, head: Token) -> Token:
    """Take for "it" in "the military said it had hit a depot" who says so."""
    if head.lower not in _SPEAKING or head.dep != "nsubj":
        return head
    below = head.head
    for above in islice(below.ancestors(), _HEIGHT):
        if below.dep in {"ccomp", "parataxis"} and above.lemma in background.lexicon.modality.reporting:
            return subject(above) or head
        if below.dep != "conj":
            break
        below = above
    return head


_SPEAKING = frozenset({"it", "they", "we"})
_HEIGHT = 3


def _is_of_kind(token: Token, head: Token) -> bool:
    """Tell "terrorist attacks", which says what sort they are, from "the terrorists' attacks"."""
    return head.lemma in {"terrorist", "terror"} and head.head is token and head.dep in {"compound", "amod"}


_VICTIMS = frozenset({"kill", "wound", "injure", "die", "maim", "hurt", "perish"})


_WRECKING = frozenset(
    {
        "destroy",
        "damage",
        "wreck",
        "demolish",
        "flatten",
        "level",
        "raze",
        "gut",
        "shatter",
        "rip",
        "tear",
        "blow",
        "collapse",
        "sink",
        "cripple",
        "disable",
        "incinerate",
        "obliterate",
    }
)


def _of_outcome(token: Token) -> set[Need]:
    met = set()
    for word in _governing(token):
        if word.lemma in _VICTIMS or _takes_lives(word):
            met.add(Need.VICTIMS)
        if word.lemma in _WRECKING:
            met.add(Need.WRECKING)
    return met


def _has_small_toll(background: Background, token: Token) -> bool:
    """Tell "an attack on Ukraine killed six people" from what a war does: it kills thousands."""
    tolls = (child(word, "dobj", "nsubjpass") for word in _governing(token))
    counts = (
        quantity_of(background.reading.text, *background.reading.reach_of(phrase(toll))) for toll in tolls if toll
    )
    return any(count.min is not None and count.min < _OF_WARS for count in counts if count)


_OF_WARS = 1000


def _governing(token: Token) -> Iterator[Token]:
    """List the verb whose subject the word is, that it stands behind with "by" or "in", or that describes it."""
    for part in token.rights:
        if part.dep in {"relcl", "acl"}:
            yield part
    if token.dep in {"nsubj", "nsubjpass"}:
        yield token.head
    elif token.dep in {"pobj", "pcomp"} and (found := _brought_about(token.head)):
        yield found


_LEADING = frozenset({"by", "in", "from", "during", "under", "through", "because"})
_RESULTS = frozenset({"result", "consequence", "outcome", "course", "wake"})


def _brought_about(preposition: Token) -> Token | None:
    """Find what stands before "in" or "by", or before "due to", "because of" and "as a result of"."""
    above = preposition.head
    if preposition.lower in _LEADING:
        return above
    if preposition.lower == "to" and above.lower in {"due", "owing", "thanks"}:
        return above.head
    if preposition.lower == "of" and above.lower == "because":
        return above.head
    of_result = preposition.lower == "of" and above.lemma in _RESULTS and above.dep == "pobj"
    return above.head.head if of_result else None


def _takes_lives(verb: Token) -> bool:
    """Read "caused deaths", "left four dead", "claimed nine lives"."""
    return verb.lemma in {"cause", "leave", "claim", "inflict", "take"} and any(
        part.lemma in {"death", "dead", "casualty", "injury", "life", "victim", "wounded"} for part in verb.rights
    )


def _is_done_by_others(arguments: Arguments) -> bool:
    """Tell whether somebody is said to do it, who is no pronoun; "hit" then may be of any sense."""
    return bool(arguments.doers) and not any(head.pos == "PRON" for head in arguments.doers)


def _of_places(background: Background, token: Token, arguments: Arguments) -> set[Need]:
    if not (arguments.hit or arguments.located):
        return set()
    hit: list[Toponym] = []
    names: list[Toponym] = []
    if token.sentence in background.placed:
        hit = [name for head in arguments.hit for name in _names(background, head)]
        names = hit + [name for head in arguments.located for name in _names(background, head)]
    met = {Need.PLACE} if names else set[Need]()
    if names and not all(name.is_country for name in names):
        met.add(Need.TOWN)
    if hit:
        met.add(Need.AIMED)
    if arguments.hit and any(head.lemma in background.lexicon.places.buildings for head in arguments.hit):
        met.add(Need.SITE)
    under = token.head.lower == "under" and token.head.head.lemma in {"come", "be", "remain"}
    if under and (names or Need.SITE in met):
        met.add(Need.UNDER)
    return met


def _names(background: Background, head: Token) -> Iterator[Toponym]:
    """List the place names in a phrase and in what says where it is ("positions near X")."""
    for top in (head, *[held for preposition, held in prepositions(head) if preposition.lower in _WHERE]):
        for part in phrase(top):
            if part.index in background.toponyms:
                yield background.toponyms[part.index]
        if top.lower in background.lexicon.places.directions and top.index + 1 in background.toponyms:
            # "in government-held west Aleppo": the parser makes two phrases of it.
            yield background.toponyms[top.index + 1]


_WHERE = frozenset({"in", "near", "of", "outside", "at", "on", "around", "inside", "across", "along"})


def _of_words(token: Token, arguments: Arguments) -> set[Need]:
    met = set[Need]()
    beside = {part.lower for part in token.children}
    # "a chemical weapons attack"
    beside |= {part.lower for head in token.lefts if head.dep == "compound" for part in head.lefts}
    if beside & _AIR:
        met.update({Need.AIR, Need.WEAPON})
    if "suicide" in beside:
        met.add(Need.SUICIDE)
    if beside & _CHEMICAL:
        met.add(Need.CHEMICAL)
    if any(head.lower in _SELF for head in (*arguments.hit, *arguments.means)):
        met.add(Need.SELF)
    if any(part.lower == "against" for part in token.rights):
        met.add(Need.AGAINST)
    return met
