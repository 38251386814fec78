"""Subjects and voices of verbs."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token

_VERBS = frozenset({"VERB", "AUX"})
_MARKING = frozenset({"nsubj", "nsubjpass", "auxpass"})
"""What shows a verb's subject or voice."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """By token index the subject that hangs on it, whether it is passive, and whether "to" marks it.

    Of several subjects, which only a misreading gives, it is the one after the token ("said Peter Novak"), else the nearest.

    Computed once: thousands of verbs joined to one head would otherwise each search the head's children.
    """

    subjects: Mapping[int, Token]
    passive: AbstractSet[int]
    infinitive: AbstractSet[int]
    verbs: Sequence[int]
    """All verbs in the order of the text."""

    @classmethod
    def of(cls, reading: Reading) -> "Clauses":
        """Look at each token once."""
        subjects: dict[int, Token] = {}
        passive: set[int] = set()
        infinitive: set[int] = set()
        verbs: list[int] = []
        for token in reading.tokens:
            if token.pos in _VERBS:
                verbs.append(token.index)
            if token.tag == "TO" and not token.is_root:
                infinitive.add(token.head.index)
            dep = token.dep
            if dep not in _MARKING:
                continue
            head = token.head.index
            if dep != "nsubj":
                passive.add(head)
            if dep != "auxpass":
                known = subjects.get(head)
                if token.index < head or known is None or known.index < head:
                    subjects[head] = token
        return cls(subjects, passive, infinitive, verbs)

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb stands from index ``start`` to before index ``end``."""
        at = bisect_left(self.verbs, start)
        return at < len(self.verbs) and self.verbs[at] < end
