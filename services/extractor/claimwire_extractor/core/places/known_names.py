"""Names that the gazetteer has."""

from collections.abc import Sequence

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.name_runs import HYPHENS
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token

_LONGEST = 6
_SHORTEST = 3
_LONGEST_ABBREVIATION = 6
"""Code points of "Calif." and of every other abbreviation of ``data/places.toml`` at most."""
KNOWN_BY_NAME = 30_000
"""People from which a settlement is known by its name alone."""
Found = tuple[int, tuple[GazetteerEntry, ...]]
"""How many tokens a name takes, and what the gazetteer has under it; 0 and nothing where there is none."""


def known_name(
    reading: Reading, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer, *, in_title: bool = False
) -> Found:
    """Find the longest known name that a run of capitalised words begins with; ``in_title`` case capitals say little."""
    found = _abbreviated(reading, run, words, gazetteer)
    return found if found[0] else _longest(reading, run[:_LONGEST], words, gazetteer, in_title=in_title)


def _abbreviated(reading: Reading, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer) -> Found:
    """Read "Fla." or "FL" behind a name and a comma, and "S.C." anywhere but behind a number."""
    first = run[0]
    if len(first.text) > _LONGEST_ABBREVIATION:
        return 0, ()
    for length in (2, 1) if len(run) > 1 else (1,):
        printed = reading.text[first.start : run[length - 1].end]
        name = words.abbreviations.get(printed)
        if name and _stands_for_region(reading, first, printed):
            return length, tuple(entry for entry in gazetteer.named(name) if entry.precision is PlacePrecision.REGION)
    return 0, ()


def _stands_for_region(reading: Reading, first: Token, printed: str) -> bool:
    before = reading.tokens[max(0, first.index - 2) : first.index]
    behind_name = [token.text for token in before[1:]] == [","] and before[0].text[:1].isupper()
    return behind_name or ("." in printed[:-1] and not any(token.pos == "NUM" for token in before[-1:]))


def _longest(
    reading: Reading, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer, *, in_title: bool
) -> Found:
    first = run[0]
    if first.text in HYPHENS or (first.index and _glued(reading, first)):
        return 0, ()
    for length in range(len(run), 0, -1):
        last = run[length - 1]
        if last.text in HYPHENS or (length < len(run) and not last.space_after and run[length].text in HYPHENS):
            continue
        if length == 1 and not _may_stand_alone(first, words):
            return 0, ()
        name = reading.text[first.start : last.end]
        entries = tuple(gazetteer.named(name)) or _without_s(name, gazetteer)
        if entries and (
            length > 1 or not (in_title or _opens_sentence(reading, first)) or _is_printed_as_name(first, entries)
        ):
            return length, entries
    return 0, ()


def _opens_sentence(reading: Reading, token: Token) -> bool:
    return not token.index or reading.tokens[token.index - 1].sentence != token.sentence


def _without_s(name: str, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    """Undo a possessive whose apostrophe got lost on the way ("Syrias"), for names that everybody knows."""
    if not name.endswith("s") or len(name) <= _SHORTEST + 1:
        return ()
    return tuple(entry for entry in gazetteer.named(name[:-1]) if not is_small(entry))


def _is_printed_as_name(token: Token, entries: Sequence[GazetteerEntry]) -> bool:
    """Doubt a village called like a common word that begins a sentence or stands in a headline."""
    return token.pos in {"PROPN", "ADJ"} or any(not is_small(entry) for entry in entries)


def is_small(entry: GazetteerEntry) -> bool:
    """Tell a village or district from a place known by its name alone."""
    return entry.population < KNOWN_BY_NAME and (entry.is_settlement or entry.precision is PlacePrecision.DISTRICT)


def _glued(reading: Reading, token: Token) -> bool:
    before = reading.tokens[token.index - 1]
    return before.text in HYPHENS and not before.space_after


def _may_stand_alone(token: Token, words: PlaceWords) -> bool:
    if token.lower in words.demonyms or token.lower in words.class_nouns or token.lower in words.directions:
        return False
    if token.lower in {"us", "uk", "uae"}:
        return token.text.isupper()
    return (
        token.lower.removesuffix(".") not in words.never
        and token.lower not in words.never_alone
        and len(token.text) >= _SHORTEST
    )
