"""The words the strike rules live on."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from claimwire.events import Side, StrikeKind
from claimwire_extractor.core.confidence import Confidence
from claimwire_extractor.core.dates.date_lexicon import DateLexicon, parse_date_lexicon
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.strikes.target_words import TargetWords


class Frame(StrEnum):
    """How a trigger's arguments are read; ``data/triggers.toml`` explains each."""

    HITS = "hits"
    FIRES = "fires"
    LANDS = "lands"
    ACT = "act"


class Need(StrEnum):
    """What a trigger needs beside it, one of them, to tell of a strike."""

    WEAPON = "weapon"
    MUNITION = "munition"
    ACT = "act"
    FORCE = "force"
    PLACE = "place"
    TOWN = "town"
    AIMED = "aimed"
    ANAPHOR = "anaphor"
    AIR = "air"
    SUICIDE = "suicide"
    CHEMICAL = "chemical"
    SELF = "self"
    SITE = "site"
    UNDER = "under"
    MANY = "many"
    VICTIMS = "victims"
    WRECKING = "wrecking"
    ARMED = "armed"
    NEW = "new"
    BANNED = "banned"
    AGAINST = "against"
    AFAR = "afar"


class WeaponClass(StrEnum):
    """What part a weapon plays."""

    MUNITION = "munition"
    LAUNCHER = "launcher"
    CARRIER = "carrier"
    FIRE = "fire"
    ARM = "arm"
    """Who has the weapons ("air force"): tells the kind of fire and is no weapon."""
    NONE = "none"
    """Looks like a weapon of strikes and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One sense of a word that may tell of a strike."""

    lemma: str
    pos: str
    kind: StrikeKind
    frame: Frame
    needs: tuple[frozenset[Need], ...]
    """Sets of which one must be met whole; empty when the word tells by itself."""
    unless: frozenset[str]
    other_sorts: frozenset[str]
    by: frozenset[str]
    before: frozenset[str]
    beside: frozenset[str]
    turning: frozenset[str]
    """All words of ``unless``, ``other_sorts`` and ``beside``, one by one."""

    def met_by(self, met: AbstractSet[Need]) -> frozenset[Need] | None:
        """Find the first of its needs that are met; None when there are needs and none is."""
        if not self.needs:
            return frozenset()
        for needs in self.needs:
            if needs <= met:
                return needs
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon's name, in lower case and singular, word by word."""

    words: tuple[str, ...]
    kind: StrikeKind
    sort: WeaponClass


@dataclass(frozen=True, slots=True, kw_only=True)
class SideName:
    """A name somebody goes by."""

    words: tuple[str, ...]
    side: Side
    context: str | None
    """Country an article must play in for the name to mean this side; null is everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """The word lists of ``data/modality.toml``, which says what each is for."""

    hypothetical_auxiliaries: frozenset[str]
    planned_auxiliaries: frozenset[str]
    conditions: frozenset[str]
    hypothetical_adverbs: frozenset[str]
    factual_prepositions: frozenset[str]
    measures: frozenset[str]
    negations: frozenset[str]
    hypothetical_governors: frozenset[str]
    planned_governors: frozenset[str]
    capability_governors: frozenset[str]
    negated_governors: frozenset[str]
    withstanding: frozenset[str]
    denial_governors: frozenset[str]
    hypothetical_modifiers: frozenset[str]
    planned_modifiers: frozenset[str]
    negated_modifiers: frozenset[str]
    historical_phrases: frozenset[str]
    historical_closings: frozenset[str]
    historical_modifiers: frozenset[str]
    hearsay: frozenset[str]
    reporting: frozenset[str]
    messages: frozenset[str]
    publishing: frozenset[str]
    stand_ins: frozenset[str]
    headline_sources: frozenset[str]
    headline_saying: frozenset[str]
    events: frozenset[str]
    condemning: frozenset[str]
    outlets: frozenset[str]
    denials: frozenset[str]
    blame: frozenset[str]
    deniable: frozenset[str]
    deniable_said: frozenset[str]
    effects: frozenset[str]
    outcomes: frozenset[str]
    strike_nouns: frozenset[str]
    background_prepositions: frozenset[str]
    factual_governors: frozenset[str]
    answering: frozenset[str]
    answered: frozenset[str]
    shielding: frozenset[str]
    reaching: frozenset[str]
    growing: frozenset[str]
    averted: frozenset[str]
    awaited: frozenset[str]
    nobody: frozenset[str]
    unsaying: frozenset[str]
    inventing: frozenset[str]
    following: frozenset[str]
    fiction: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleWords:
    """The word lists of ``data/people.toml``; what is made of them is remembered by which object they are."""

    killed_verbs: frozenset[str]
    dying_verbs: frozenset[str]
    wounded_verbs: frozenset[str]
    killed_nouns: frozenset[str]
    wounded_nouns: frozenset[str]
    killed_adjectives: frozenset[str]
    wounded_adjectives: frozenset[str]
    suffering_verbs: frozenset[str]
    ailments: frozenset[str]
    hospital_verbs: frozenset[str]
    people: frozenset[str]
    couples: frozenset[str]
    shares: frozenset[str]
    casualties: frozenset[str]
    deaths: frozenset[str]
    between_no_and_casualties: frozenset[str]
    nobody: frozenset[str]
    other_causes: frozenset[str]
    whole_wars: frozenset[str]
    parts_of_wars: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeLexicon:
    """All words of the strike rules; ``parse_strike_lexicon`` makes it from the data files' text."""

    triggers: Mapping[tuple[str, str], Sequence[Trigger]]
    """By lemma and part of speech."""
    strike_words: frozenset[str]
    """The lemmas of all triggers."""
    weapons: Mapping[str, Sequence[Weapon]]
    """By first word, longest name first."""
    side_names: Mapping[str, Sequence[SideName]]
    """By first word, longest name first."""
    side_words: frozenset[str]
    """Every name of a side and of a leader begins with one of these."""
    force_nouns: frozenset[str]
    foot_soldiers: frozenset[str]
    """Who attacks on foot."""
    ground_fighting: frozenset[str]
    """What is told along with attacks on foot."""
    capitals: frozenset[str]
    """Capitals that stand for their governments."""
    leaders: Mapping[str, Side]
    """Leaders by surname: a force may go by them."""
    modality: Modality
    past_words: frozenset[str]
    """Each historical phrase of ``modality`` has one of these."""
    averting_words: frozenset[str]
    """The words of ``averted`` and the first ones of the pairs of ``awaited`` in ``modality``."""
    people: PeopleWords
    places: PlaceWords
    targets: TargetWords
    dates: DateLexicon
    confidence: Confidence


def parse_strike_lexicon(
    *,
    triggers: str,
    weapons: str,
    sides: str,
    modality: str,
    people: str,
    places: PlaceWords,
    targets: str,
    dates: str,
    confidence: str,
) -> StrikeLexicon:
    """Make the lexicon from the text of the data files of the same names, and the words around places.

    Raises:
        ValueError: an entry has an unknown kind, frame, need, class or side, or is no TOML.
        KeyError: an entry lacks a field.
    """
    said: dict[str, Any] = tomllib.loads(sides)
    by_word = _by_word(_triggers(tomllib.loads(triggers)))
    moods = Modality(**_lists(modality))
    side_names = _by_first_word(_side_names(said["side"]))
    leaders = {name: Side(side["code"]) for side in said["side"] for name in side.get("leaders", ())}
    return StrikeLexicon(
        triggers=by_word,
        strike_words=frozenset(lemma for lemma, _ in by_word),
        weapons=_by_first_word(_weapons(weapons)),
        side_names=side_names,
        side_words=frozenset(
            {form for word in (*side_names, *leaders, "is") for form in (word, word.replace("'", "’"))}
        ),
        force_nouns=frozenset(said["forces"]["nouns"]),
        foot_soldiers=frozenset(said["ground"]["fighters"]),
        ground_fighting=frozenset(said["ground"]["fighting"]),
        capitals=frozenset(said["capitals"]["names"]),
        leaders=leaders,
        modality=moods,
        past_words=frozenset(map(_telling_word, moods.historical_phrases)),
        averting_words=moods.averted | {pair.split()[0] for pair in moods.awaited},
        people=PeopleWords(**_lists(people)),
        places=places,
        targets=TargetWords.parse(targets),
        dates=parse_date_lexicon(dates),
        confidence=Confidence.parse(confidence, "strike"),
    )


def _triggers(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Trigger]:
    for pos, frames in tables.items():
        for frame, words in frames.items():
            for lemma, entry in words.items():
                yield _trigger(lemma, pos.upper(), Frame(frame), entry)


def _trigger(lemma: str, pos: str, frame: Frame, entry: Mapping[str, Any]) -> Trigger:
    unless, other_sorts, beside = (frozenset(entry.get(name, ())) for name in ("unless", "other_sorts", "with"))
    return Trigger(
        lemma=lemma,
        pos=pos,
        kind=StrikeKind(entry["kind"]),
        frame=frame,
        needs=tuple(frozenset(Need(need) for need in needs.split("+")) for needs in entry.get("needs", ())),
        unless=unless,
        other_sorts=other_sorts,
        by=frozenset(entry.get("by", ())),
        before=frozenset(entry.get("before", ())),
        beside=beside,
        turning=frozenset(word for said in unless | other_sorts | beside for word in said.split()),
    )


def _by_word(triggers: Iterable[Trigger]) -> dict[tuple[str, str], list[Trigger]]:
    grouped: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in triggers:
        grouped.setdefault((trigger.lemma, trigger.pos), []).append(trigger)
    return grouped


def _weapons(table: str) -> list[Weapon]:
    rows = csv.DictReader(line for line in table.splitlines() if line and not line.startswith("#"))
    return [
        Weapon(
            words=tuple(row["words"].replace("-", " ").split()),
            kind=StrikeKind(row["kind"]),
            sort=WeaponClass(row["class"]),
        )
        for row in rows
    ]


def _side_names(sides: Iterable[Mapping[str, Any]]) -> list[SideName]:
    return [
        SideName(words=tuple(name.replace("-", " ").split()), side=Side(side["code"]), context=side.get("context"))
        for side in sides
        for name in (*side.get("names", ()), *side.get("demonyms", ()))
    ]


_Named = TypeVar("_Named", Weapon, SideName)


def _by_first_word(names: Iterable[_Named]) -> dict[str, list[_Named]]:
    grouped: dict[str, list[_Named]] = {}
    for name in names:
        grouped.setdefault(name.words[0], []).append(name)
    for same in grouped.values():
        same.sort(key=lambda name: -len(name.words))
    return grouped


def _telling_word(phrase: str) -> str:
    """Take the longest word of a phrase but its last, which may go on in the text ("years of warfare")."""
    return max(phrase.split()[:-1] or [phrase], key=len)


def _lists(text: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}
