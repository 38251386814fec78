"""The words by which an article says whether a claim was verified."""

from collections.abc import Mapping
from dataclasses import dataclass

from claimwire.events import StatusKind
from claimwire_extractor.core.claims.lettered_pattern import LetteredPattern


@dataclass(frozen=True, slots=True)
class NotePatterns:
    """The patterns of every kind of note, for text in lower case: with case ignored they take twice the time."""

    narrated: Mapping[StatusKind, LetteredPattern]
    spoken: Mapping[StatusKind, LetteredPattern]
    """Notes that a speaker's own words are."""
    letters: frozenset[str]
    """Of which every match of any pattern holds some, in lower case."""

    @classmethod
    def of(
        cls, narrated: Mapping[StatusKind, LetteredPattern], spoken: Mapping[StatusKind, LetteredPattern]
    ) -> "NotePatterns":
        """Gather their letters."""
        every = (letters for pattern in (*narrated.values(), *spoken.values()) for letters in pattern.letters)
        return cls(narrated, spoken, frozenset(every))

    def within(self, known: frozenset[str]) -> "NotePatterns":
        """Give the patterns as they are to be looked for in the parts of a text: by the letters known to be in it."""
        return NotePatterns(
            {kind: pattern.within(known) for kind, pattern in self.narrated.items()},
            {kind: pattern.within(known) for kind, pattern in self.spoken.items()},
            self.letters & known,
        )

    def may_be_in(self, lowered: str) -> bool:
        """Whether a text in lower case may hold a note."""
        return any(map(lowered.__contains__, self.letters))
