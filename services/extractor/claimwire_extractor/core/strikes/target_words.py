"""The word lists of ``data/targets.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWords:
    """Words for what fire hits and does to it; the file says what each list is for."""

    damaging_verbs: frozenset[str]
    failing_verbs: frozenset[str]
    turning_verbs: frozenset[str]
    states: frozenset[str]
    damage_nouns: frozenset[str]
    damagers: frozenset[str]
    measures: frozenset[str]
    no_things: frozenset[str]
    vague: frozenset[str]
    telling: frozenset[str]
    """Words of damage, of which a sentence that tells of any has some."""
    canonical: Mapping[str, str]
    """The first word of its group for each of the file's ``synonyms``."""

    @classmethod
    def parse(cls, text: str) -> "TargetWords":
        """Read the lists from TOML."""
        lists: dict[str, list[str]] = tomllib.loads(text)
        groups = [group.split() for group in lists.pop("synonyms")]
        return cls(
            telling=frozenset((*lists["damaging_verbs"], *lists["turning_verbs"], *lists["damage_nouns"])),
            canonical={word: group[0] for group in groups for word in group},
            **{name: frozenset(words) for name, words in lists.items()},
        )
