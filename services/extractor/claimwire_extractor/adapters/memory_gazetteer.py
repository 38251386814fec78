"""A gazetteer of given entries, for tests and small closed worlds."""

from collections.abc import Iterable, Sequence

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.jaro_winkler import jaro_winkler
from claimwire_extractor.core.places.name_key import name_key

ALIKE = 0.90
"""Jaro-Winkler similarity from which a name counts as a misspelling of another."""


class MemoryGazetteer:
    """Entries with their aliases, held in dictionaries."""

    def __init__(self, entries: Iterable[tuple[GazetteerEntry, Sequence[str]]]) -> None:
        """Index entries, each given with its aliases."""
        self._named: dict[str, list[GazetteerEntry]] = {}
        self._within: dict[tuple[str, str | None], list[tuple[str, GazetteerEntry]]] = {}
        for entry, aliases in entries:
            for key in dict.fromkeys(map(name_key, (entry.name, *aliases))):
                self._named.setdefault(key, []).append(entry)
                if entry.precision is PlacePrecision.SETTLEMENT:
                    self._within.setdefault((entry.country, entry.admin1), []).append((key, entry))

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias."""
        return tuple(self._named.get(name_key(name), ()))

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region with names much like this one, nearest first."""
        return nearest(name_key(name), self._within.get((country, admin1), ()))


def nearest(key: str, candidates: Iterable[tuple[str, GazetteerEntry]]) -> tuple[GazetteerEntry, ...]:
    """Order the candidates alike enough to the key by likeness, then population; each entry once.

    Names that begin with another letter are not compared: it halves the time of a whole article.
    """
    scored = (
        (jaro_winkler(key, other), entry)
        for other, entry in candidates
        if other[:1] == key[:1] and abs(len(key) - len(other)) <= MAX_LONGER
    )
    alike = [(score, entry) for score, entry in scored if score >= ALIKE]
    alike.sort(key=lambda pair: (-pair[0], -pair[1].population))
    return tuple(dict.fromkeys(entry for _, entry in alike))


MAX_LONGER = 3
"""Misspellings add or drop at most this many letters."""
