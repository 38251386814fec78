"""The word lists of ``data/targets.toml``."""

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
    synonyms: frozenset[str]
