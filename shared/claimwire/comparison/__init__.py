"""What two generations of the extractor found in the same words, side by side."""

from claimwire.comparison.compare import compare
from claimwire.comparison.difference import Difference, FactKind, FieldChange
from claimwire.comparison.extracted import Body, Extracted
from claimwire.comparison.field_changes import field_changes
from claimwire.comparison.match_facts import match_facts
from claimwire.comparison.totals import FactTotals, Totals

__all__ = [
    "Body",
    "Difference",
    "Extracted",
    "FactKind",
    "FactTotals",
    "FieldChange",
    "Totals",
    "compare",
    "field_changes",
    "match_facts",
]
