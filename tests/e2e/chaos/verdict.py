"""What a campaign left in the log, held against what had to be there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from claimwire.events import ClaimReported, DeadLetterParked, ExtractionCompleted, StrikeReported
from claimwire.log import Entry

Key = tuple[str, str, int]
"""Event type, article and revision."""


@dataclass(slots=True)
class Verdict:
    """Counts of what is wrong; all empty when nothing is."""

    events: int = 0
    lost: Counter[Key] = field(default_factory=Counter)
    doubled: Counter[Key] = field(default_factory=Counter)
    orphaned: list[str] = field(default_factory=list)
    """Facts that no extraction lists, and listed ones that are not there."""
    dead: set[str] = field(default_factory=set)
    """Articles that were given up at least once."""
    copies: int = 0
    """Article events appended again because an operator retried what had been trimmed; they keep their event's id."""

    @classmethod
    def of(cls, entries: Iterable[Entry], expected: Mapping[Key, int]) -> "Verdict":
        """Read a whole history."""
        verdict = cls()
        found: Counter[Key] = Counter()
        seen: set[str] = set()
        reported: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        listed: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for entry in entries:
            event = entry.event()
            match event.data:
                case DeadLetterParked():
                    verdict.dead.add(event.subject)
                    continue
                case (
                    ClaimReported(revision=revision, claim_id=fact) | StrikeReported(revision=revision, strike_id=fact)
                ):
                    reported[event.subject, revision].add(fact)
                case ExtractionCompleted(revision=revision, claim_ids=claims, strike_ids=strikes):
                    listed[event.subject, revision].update(claims, strikes)
            if event.type.startswith("claimwire.control."):
                continue
            # Only the article's event is copied: what is extracted from the copy counts like any other.
            if event.id in seen and event.subject in verdict.dead and event.type.startswith("claimwire.article."):
                verdict.copies += 1
                continue
            seen.add(event.id)
            verdict.events += 1
            found[event.type, event.subject, getattr(event.data, "revision", 1)] += 1
        verdict.lost = Counter(expected) - found
        verdict.doubled = found - Counter(expected)
        verdict.orphaned = [str(key) for key in reported.keys() | listed.keys() if reported[key] != listed[key]]
        return verdict

    @property
    def problems(self) -> list[str]:
        """A few of each kind, in words."""
        named = [f"lost: {key}" for key in islice(self.lost, 10)]
        named += [f"doubled: {key}" for key in islice(self.doubled, 10)]
        return [*named, *(f"orphaned: {key}" for key in self.orphaned[:10])]
