"""Ukrainian names in Latin letters."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’\u02bc`][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class UkrainianRomanisation:
    """The tables of ``data/ukrainian.toml``, which says where they are from."""

    letters: Mapping[str, str]
    first: Mapping[str, str]
    russian_letters: Mapping[str, str]
    russian_endings: Sequence[tuple[str, str]]

    @classmethod
    def parse(cls, tables: str) -> "UkrainianRomanisation":
        """Read the tables from TOML."""
        said = tomllib.loads(tables)
        letters, russian = said["official"]["letters"], said["russian"]
        endings = [(ukrainian, other) for ukrainian, other in russian["endings"]]
        return cls(letters, said["official"]["first"], letters | russian["letters"], endings)

    def official(self, name: str) -> str:
        """Write a name by the official rules; letters of other scripts stay as they are."""
        return _WORD.sub(lambda word: self._written(word[0], self.letters), name)

    def variants(self, name: str) -> tuple[str, ...]:
        """List how a name is printed in English: officially (first), loosely, and by way of Russian."""
        official = self.official(name)
        loose = re.sub(r"(?:yi|ii)\b", "y", official)
        glides = re.sub(r"(?<=[a-z])i(?=[aeu])", "y", loose)
        russian = _WORD.sub(lambda word: self._by_way_of_russian(word[0]), name)
        short = re.sub(r"(?:iy|yy)\b", "y", russian)
        return tuple(dict.fromkeys((official, loose, glides, russian, short)))

    def _by_way_of_russian(self, word: str) -> str:
        lower = word.lower()
        for ending, russian in self.russian_endings:
            if lower.endswith(ending):
                lower = lower.removesuffix(ending) + russian
                break
        return self._written(lower.capitalize() if word[:1].isupper() else lower, self.russian_letters)

    def _written(self, word: str, letters: Mapping[str, str]) -> str:
        lower = word.lower()
        parts = [letters.get(letter, letter) for letter in lower]
        parts[0] = self.first.get(lower[0], parts[0])
        if letters is self.letters:
            # zh stands for another letter.
            parts = ["gh" if part == "h" and before == "z" else part for before, part in pairwise(["", *parts])]
        written = "".join(parts)
        return written[:1].upper() + written[1:] if word[:1].isupper() else written
