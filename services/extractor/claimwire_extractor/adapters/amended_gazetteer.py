"""A gazetteer with a user's own changes."""

from collections.abc import Sequence

from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.adapters.place_changes import PlaceChanges
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key


class AmendedGazetteer:
    """Looks names up in what was added first, then in what stays of another gazetteer."""

    def __init__(self, gazetteer: Gazetteer, changes: PlaceChanges) -> None:
        """Hold the added places in memory; nothing of the other gazetteer is copied.

        Raises:
            PlacesUnreadable: a line of the changes drops or keeps nothing of ``gazetteer``.
        """
        changes.check(gazetteer)
        self._gazetteer = gazetteer
        self._changes = changes
        self._added = MemoryGazetteer(changes.added)

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias."""
        return (*self._added.named(name), *self._left(self._gazetteer.named(name), name))

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region with names much like this one, nearest first."""
        added = self._added.like(name, country=country, admin1=admin1)
        return (*added, *self._left(self._gazetteer.like(name, country=country, admin1=admin1), name))

    def country(self, code: str) -> GazetteerEntry | None:
        """Find a country by its ISO 3166-1 code."""
        found = self._gazetteer.country(code)
        return self._added.country(code) or next(iter(self._left([found] if found else [], "")), None)

    def _left(self, entries: Sequence[GazetteerEntry], name: str) -> Sequence[GazetteerEntry]:
        key = name_key(name)
        return [entry for entry in entries if self._changes.leave(entry, key)]
