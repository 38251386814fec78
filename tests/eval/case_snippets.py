"""CASE 2021, task 2: news snippets with the type of their event."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.eval.labelled_article import LabelledArticle

_STRIKES: Final = {"AIR_STRIKE", "ART_MISS_ATTACK", "REM_EXPLOS", "SUIC_BOMB"}
_UNDECIDED: Final = {
    "ARMED_CLASH",
    "ATTACK",
    "ATTRIB",
    "CHEM_WEAP",
    "DISR_WEAP",
    "GRENADE",
    "MOB_VIOL",
    "OTHER_VIOLENCE",
    "PROPERTY_DISTRUCT",
}
"""Types whose snippets may or may not tell of a strike."""


def case_snippets(path: Path) -> Iterator[LabelledArticle[bool]]:
    """Read the snippets that do, or do not, report a strike; of the others nothing can be said."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["SubType"] not in _UNDECIDED:
                yield LabelledArticle(row["id"], row["EventSnippet"], None, row["SubType"] in _STRIKES)
