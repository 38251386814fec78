"""Weapons named in the text."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from claimwire.events import StrikeKind
from claimwire_extractor.core.places.title_case import in_title_case
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.strikes.strike_lexicon import Weapon, WeaponClass
from claimwire_extractor.core.strikes.word_forms import WordForms, word_forms
from claimwire_extractor.core.token import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB"})
_DESCRIBING = frozenset({"compound", "amod", "nmod", "punct"})
_BOMBER = ("bomber",)


@dataclass(frozen=True, slots=True, eq=False)
class NamedWeapon:
    """A weapon at a place in the text."""

    tokens: tuple[Token, ...]
    weapon: Weapon
    named: bool
    """Whether a capital shows it to be a name; in a headline that capitalises every word it shows nothing."""


def find_weapons(
    reading: Reading,
    forms: Sequence[Sequence[WordForms]],
    words: Sequence[frozenset[str]],
    weapons: Mapping[str, Sequence[Weapon]],
) -> dict[int, NamedWeapon]:
    """Find the weapons named, longest names first, by the index of each of their tokens.

    ``forms`` are those of each word of each sentence, ``words`` what ``sentence_words`` makes of them.
    """
    found: dict[int, NamedWeapon] = {}
    openers = weapons.keys()
    people = any("bomber" in said for said in words) and _has_bombing_people(reading)
    for sentence in reading.sentences:
        opening = openers & words[sentence.index]
        if not opening:
            continue
        pieces = _pieces(sentence, forms[sentence.index])
        after = 0
        for position, (_, piece) in enumerate(pieces):
            if opening.isdisjoint(piece) or position < after:
                continue
            weapon = _longest(pieces, position, weapons)
            if weapon is None:
                continue
            after = position + len(weapon.words)
            after += _sort_behind(pieces, after, weapon, weapons)
            tokens = tuple(dict.fromkeys(token for token, _ in pieces[position:after]))
            if (
                weapon.sort is not WeaponClass.NONE
                and not (people and weapon.words == _BOMBER and _may_be_person(reading, tokens[0]))
                and not _is_team(tokens)
            ):
                named = NamedWeapon(tokens, weapon, tokens[0].text[:1].isupper() and not in_title_case(sentence))
                found.update((token.index, named) for token in tokens)
    return found


def _has_bombing_people(reading: Reading) -> bool:
    """Tell whether "the bomber" of this article may be a person: "car bombers", "the bomber detonated his vest"."""
    return any(
        (token.lower in _BOMBERS and _is_on_foot(reading, token))
        or (token.lower == "bomber" and token.head.lemma in _BY_HAND)
        for token in reading.tokens
    )


def _may_be_person(reading: Reading, bomber: Token) -> bool:
    """Tell "the bomber" and "car bombers" from "bombers", which are aircraft."""
    return bomber.lower == "bomber" or _is_on_foot(reading, bomber)


def _is_on_foot(reading: Reading, bomber: Token) -> bool:
    return bool(bomber.index) and reading.tokens[bomber.index - 1].lower in _ON_FOOT


_BOMBERS = frozenset({"bomber", "bombers"})
_ON_FOOT = frozenset({"suicide", "car", "truck", "van", "lorry", "motorcycle", "motorbike", "vehicle", "would-be", "female", "male", "teenage", "child"})  # fmt: skip
_BY_HAND = frozenset({"detonate", "blow", "drive", "wear", "walk", "ram", "trigger", "arrest", "detain", "identify"})
_TEAMS = frozenset({"Rockets", "Bombers", "Jets", "Raiders", "Missiles", "Hammers", "Torpedoes", "Shells"})


def _is_team(tokens: Sequence[Token]) -> bool:
    """Tell "the Rockets hit 18 three-pointers"; in a headline with capitals no article stands before a weapon."""
    return (
        len(tokens) == 1
        and tokens[0].text in _TEAMS
        and any(part.dep == "det" and part.lower == "the" for part in tokens[0].lefts)
    )


def most_exact(weapons: Iterable[NamedWeapon]) -> NamedWeapon | None:
    """Pick the one that says most: a munition before an aircraft, a system's name before "missile"."""
    named = [weapon for weapon in weapons if weapon.weapon.sort is not WeaponClass.ARM]
    return max(named, key=exactness) if len(named) > 1 else next(iter(named), None)


def exactness(named: NamedWeapon) -> tuple[bool, bool, bool, int]:
    """Rank how much a weapon's name says; more is greater."""
    words = named.weapon.words
    return (
        named.weapon.sort is not WeaponClass.CARRIER,
        named.weapon.kind is not StrikeKind.UNSPECIFIED,
        any(character.isdigit() for word in words for character in word) or named.named,
        len(words),
    )


def weapon_span(named: NamedWeapon, reading: Reading, names_other: Callable[[Token], bool]) -> Sequence[Token]:
    """Widen a weapon's words to the phrase that is most specific ("Soviet-era Grad rocket launchers").

    ``names_other`` tells the words that say whose it is or where ("Aleppo car bomb"), at which it ends.
    """
    first, last = named.tokens[0].index, named.tokens[-1].index
    while (
        first
        and _describes(reading.tokens[first - 1], reading.tokens[first])
        and not names_other(reading.tokens[first - 1])
    ):
        first -= 1
    while first and _is_glued(reading.tokens[first - 1], reading.tokens[first]):
        first -= 1
    return reading.tokens[first : last + 1]


def _is_glued(token: Token, following: Token) -> bool:
    """Tell the halves of "long-range", of which the parser lets only the second describe the weapon."""
    return not token.space_after and token.sentence == following.sentence and "-" in {token.text, following.text}


_CALIBRE = re.compile(r"\d{2,3}(?:\.\d+)?-?mm|mm|kg|\d{2,4}")


def _describes(token: Token, following: Token) -> bool:
    if _CALIBRE.fullmatch(token.lower) and (token.lower.endswith(("mm", "kg")) or following.lower in {"mm", "kg"}):
        return token.sentence == following.sentence
    return (
        token.sentence == following.sentence
        and token.dep == "compound"
        and token.head.index >= following.index
        and token.pos in {"NOUN", "PROPN"}
    )


def _pieces(sentence: Sentence, forms: Sequence[WordForms]) -> list[tuple[Token, frozenset[str]]]:
    """Split hyphenated words, so that "fighter-bomber" is two pieces however the tokenizer cut it."""
    return [
        (token, piece)
        for token, word in zip(sentence.tokens, forms, strict=True)
        # "Artillery shelling" names no shell.
        for piece in (word_forms(token.lower, token.lower) if token.tag == "VBG" else word).pieces
    ]


def _longest(
    pieces: Sequence[tuple[Token, frozenset[str]]], position: int, weapons: Mapping[str, Sequence[Weapon]]
) -> Weapon | None:
    named = [weapons[form] for form in pieces[position][1] if form in weapons]
    longest_first = (
        named[0] if len(named) == 1 else sorted(chain.from_iterable(named), key=lambda weapon: -len(weapon.words))
    )
    for weapon in longest_first:
        # "Mortars fired on the town" names mortars, and no mortar fire.
        if _goes_on(weapon.words, pieces, position) and (
            weapon.sort is WeaponClass.NONE or _ends_name(pieces[position + len(weapon.words) - 1][0])
        ):
            return weapon
    return None


def _sort_behind(
    pieces: Sequence[tuple[Token, frozenset[str]]], after: int, weapon: Weapon, weapons: Mapping[str, Sequence[Weapon]]
) -> int:
    """Count the words behind a name that say what it is: "S-300 missiles", "Orlan-10 drones"."""
    if after == len(pieces) or weapon.sort is not WeaponClass.MUNITION or weapons.keys().isdisjoint(pieces[after][1]):
        return 0
    sort = _longest(pieces, after, weapons)
    same = sort is not None and sort.sort is WeaponClass.MUNITION and sort.kind is weapon.kind
    return len(sort.words) if sort and same and pieces[after - 1][0].dep in _DESCRIBING else 0


def _goes_on(words: Sequence[str], pieces: Sequence[tuple[Token, frozenset[str]]], position: int) -> bool:
    """Tell whether a name whose first word stands at a piece goes on there."""
    if len(words) == 1:
        return True
    # Many names begin alike, and nearly all differ in the second word.
    if position + len(words) > len(pieces) or words[1] not in pieces[position + 1][1]:
        return False
    return all(words[offset] in pieces[position + offset][1] for offset in range(2, len(words)))


def _ends_name(last: Token) -> bool:
    return last.pos in _NOMINAL and (last.pos != "VERB" or last.dep in _DESCRIBING)
