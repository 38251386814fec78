"""What a whole comparison comes to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.comparison.difference import Difference, FactKind
from claimwire.comparison.extracted import Extracted


@dataclass(slots=True)
class FactTotals:
    """Counts of one kind of fact."""

    same: int = 0
    """In both, and alike."""
    changed: int = 0
    """In both, with other values."""
    only_a: int = 0
    """In A only."""
    only_b: int = 0
    """In B only."""
    fields: Counter[str] = field(default_factory=Counter)
    """How many facts changed in each field, by its first name ("places")."""

    def add(self, facts_in_a: int, differences: Sequence[Difference]) -> None:
        """Count one revision."""
        only_a = sum(difference.b is None for difference in differences)
        only_b = sum(difference.a is None for difference in differences)
        changed = len(differences) - only_a - only_b
        self.same += facts_in_a - only_a - changed
        self.changed += changed
        self.only_a += only_a
        self.only_b += only_b
        for difference in differences:
            self.fields.update({change.field.partition(".")[0].partition("[")[0] for change in difference.changes})


@dataclass(slots=True)
class Totals:
    """Counts of all revisions compared."""

    revisions: int = 0
    """Revisions that both have read."""
    alike: int = 0
    """Those in which they agree."""
    claims: FactTotals = field(default_factory=FactTotals)
    strikes: FactTotals = field(default_factory=FactTotals)

    def add(self, a: Extracted, differences: Sequence[Difference]) -> None:
        """Count one revision, of which A found ``a``."""
        self.revisions += 1
        self.alike += not differences
        self.claims.add(len(a.claims), [one for one in differences if one.kind is FactKind.CLAIM])
        self.strikes.add(len(a.strikes), [one for one in differences if one.kind is FactKind.STRIKE])
