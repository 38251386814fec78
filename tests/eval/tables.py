"""What is printed."""

from collections.abc import Mapping

from rich.table import Table
from tests.eval.baseline import Numbers, change_of, losses, numbers_of
from tests.eval.calibration import Calibration
from tests.eval.headline import HEADLINES
from tests.eval.scores import Figure, Scores
from tests.eval.tally import Tally


def headline_table(measured: Mapping[str, Scores], before: Numbers) -> Table:
    """The measures that count, beside the last commit's."""
    now = numbers_of(measured)
    lost = set(losses(now, before))
    table = _table("measure", "people", "floor", "reach", "committed", "now", "change", "")
    for headline in HEADLINES:
        name, figure = headline.labelled_set, headline.figure
        table.add_row(
            headline.title + (" (less is better)" if headline.less_is_better else ""),
            *map(_number, (headline.people, headline.floor, headline.reach)),
            _number(before.get(name, {}).get(figure)),
            _number(now[name].get(figure)) if name in now else "not measured",
            _change(change_of(name, figure, now, before)),
            "WORSE" if headline in lost else "",
        )
    return table


def figures_table(name: str, scores: Scores, before: Numbers) -> Table:
    """Every figure of one labelled set."""
    now = numbers_of({name: scores})
    table = _table(name, "P", "R", "F or share", "counts", "committed", "change")
    for figure, counted in scores.figures.items():
        table.add_row(
            figure,
            *_parts(counted),
            _number(before.get(name, {}).get(figure)),
            _change(change_of(name, figure, now, before)),
        )
    return table


def _table(first: str, *others: str) -> Table:
    table = Table()
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _parts(figure: Figure) -> tuple[str, str, str, str]:
    if isinstance(figure, Tally):
        counts = f"{figure.hits} of {figure.found} found, {figure.labelled} labelled"
        return _number(figure.precision), _number(figure.recall), _number(figure.value), counts
    if isinstance(figure, Calibration):
        whole = figure.whole
        return "", "", _number(figure.value), f"{whole.right} right of {whole.said}, {whole.confidence:.0f} expected"
    return "", "", _number(figure.value), f"{figure.part} of {figure.whole}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _change(change: float | None) -> str:
    return "" if change is None else f"{change:+.3f}"
