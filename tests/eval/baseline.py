"""The numbers of the last commit."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter
from tests.eval.headline import HEADLINES, Headline
from tests.eval.scores import Scores

BASELINE: Final = Path(__file__).with_name("baseline.json")

Numbers = Mapping[str, Mapping[str, float]]
"""Figures by their names, by labelled set."""

MOST_LOST: Final = 0.005
"""Half a point: what a headline measure may lose without anybody's leave."""

_DIGITS: Final = 4
_NUMBERS: Final = TypeAdapter(dict[str, dict[str, float]])


def read_baseline(path: Path = BASELINE) -> Numbers:
    """Read the committed numbers; none where there is no file yet."""
    return _NUMBERS.validate_json(path.read_bytes()) if path.is_file() else {}


def numbers_of(measured: Mapping[str, Scores]) -> Numbers:
    """Round what was measured as it is written down."""
    return {
        name: {figure: round(value.value, _DIGITS) for figure, value in sorted(scores.figures.items())}
        for name, scores in measured.items()
    }


def write_baseline(measured: Mapping[str, Scores], path: Path = BASELINE) -> None:
    """Write down what was measured; the numbers of sets that were not measured stay."""
    numbers = {**read_baseline(path), **numbers_of(measured)}
    path.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def losses(now: Numbers, before: Numbers) -> Iterator[Headline]:
    """Give the guarded measures that were measured, and are worse than before by more than half a point."""
    for headline in HEADLINES:
        change = change_of(headline.labelled_set, headline.figure, now, before)
        if headline.guarded and change is not None and (change if headline.less_is_better else -change) > MOST_LOST:
            yield headline


def change_of(labelled_set: str, figure: str, now: Numbers, before: Numbers) -> float | None:
    """How much a figure has risen since the last commit; null where one of both is not known."""
    new, old = now.get(labelled_set, {}).get(figure), before.get(labelled_set, {}).get(figure)
    return None if new is None or old is None else round(new - old, _DIGITS)
