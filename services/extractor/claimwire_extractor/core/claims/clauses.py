"""Subjects and voices of verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True)
class Clauses:
    """For each token the subject that hangs on it, whether it is passive, and whether "to" marks it.

    Of several subjects, which only a misreading gives, it is the one after the token ("said Peter Novak"), else the nearest.

    Computed once: thousands of verbs joined to one head would otherwise each search the head's children.
    """

    subjects: Sequence[Token | None]
    passive: Sequence[bool]
    infinitive: Sequence[bool]
    verbs_before: Sequence[int]
    """Number of verbs before each index."""

    @classmethod
    def of(cls, reading: Reading) -> "Clauses":
        """Look at each token once."""
        count = len(reading.tokens)
        subjects: list[Token | None] = [None] * count
        passive = [False] * count
        infinitive = [False] * count
        verbs_before = [0] * (count + 1)
        for token in reading.tokens:
            head = token.head.index
            verbs_before[token.index + 1] = verbs_before[token.index] + (token.pos in ("VERB", "AUX"))
            if head == token.index:
                continue
            if token.dep in ("nsubj", "nsubjpass") and (token.index < head or not _stands_after(subjects[head], head)):
                subjects[head] = token
            passive[head] = passive[head] or token.dep in ("auxpass", "nsubjpass")
            infinitive[head] = infinitive[head] or token.tag == "TO"
        return cls(subjects, passive, infinitive, verbs_before)

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb stands from index ``start`` to before index ``end``."""
        return end > start and self.verbs_before[end] > self.verbs_before[start]


def _stands_after(subject: Token | None, head: int) -> bool:
    return subject is not None and subject.index > head
