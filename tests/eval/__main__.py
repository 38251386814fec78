"""``python -m tests.eval [SET ...]``: extract the labelled articles, score them, compare with the last commit."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from tests.eval.baseline import BASELINE, losses, numbers_of, read_baseline, write_baseline
from tests.eval.labelled_set import LabelledSet, Reader
from tests.eval.labelled_sets import GIVEN, OPEN, open_set
from tests.eval.miss import Miss
from tests.eval.scores import Scores
from tests.eval.tables import figures_table, headline_table

from claimwire.events import ArticleText

VARIABLE: Final = "CLAIMWIRE_EVAL_DIR"
"""Names the folder of the labelled sets that are not ours to publish."""

_WIDEST: Final = 150
"""Columns where it is not read on a terminal: a narrower table would cut the figures."""


@click.command()
@click.argument("names", nargs=-1, metavar="[SET]...", type=click.Choice([OPEN, *GIVEN]))
@click.option("--write", is_flag=True, help="Make what is measured the numbers to compare with from now on.")
@click.option("--misses", is_flag=True, help="List everything that was got wrong.")
@click.option("--figure", help="List the misses of this figure only; implies --misses.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    default=BASELINE,
    help="Numbers to compare with; default: the committed ones.",
)
def main(names: Sequence[str], *, write: bool, misses: bool, figure: str | None, baseline: Path) -> None:
    """Measure on the sets named, or on all there are (open, claims, strikes, snippets, lgl, tr-news)."""
    console = Console(width=None if Console().is_terminal else _WIDEST)
    before = read_baseline(baseline)
    measured = _measured(_sets(names or [OPEN, *GIVEN]))
    if misses or figure:
        _list_misses(measured, figure)
    for name, scores in measured.items():
        console.print(figures_table(name, scores, before))
    console.print(headline_table(measured, before))
    if write:
        write_baseline(measured, baseline)
    elif lost := list(losses(numbers_of(measured), before)):
        titles = ", ".join(headline.title for headline in lost)
        click.echo(f"worse than the last commit by more than half a point: {titles}", err=True)
        raise click.exceptions.Exit(1)


def _sets(names: Iterable[str]) -> list[LabelledSet]:
    sets: list[LabelledSet] = []
    folder = os.environ.get(VARIABLE)
    for name in names:
        if name == OPEN:
            sets.append(open_set())
        elif not folder:
            click.echo(f"{name}: not measured, since {VARIABLE} names no folder of labelled data")
        elif not (path := Path(folder, GIVEN[name].path)).exists():
            click.echo(f"{name}: not measured, since there is no {path}")
        else:
            sets.append(GIVEN[name].read(path))
    return sets


def _measured(sets: Sequence[LabelledSet]) -> dict[str, Scores]:
    measured: dict[str, Scores] = {}
    # Sets that are read alike are read in one go: starting the processes takes seconds.
    for reader in {labelled.reader: None for labelled in sets}:
        alike = [labelled for labelled in sets if labelled.reader is reader]
        found = iter(asyncio.run(_read(reader, [article for labelled in alike for article in labelled.articles])))
        measured |= {labelled.name: labelled.score(list(islice(found, len(labelled.articles)))) for labelled in alike}
    return measured


async def _read(reader: Reader[Any], articles: Sequence[ArticleText]) -> Sequence[Any]:
    return await reader(articles)


def _list_misses(measured: dict[str, Scores], figure: str | None) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for name, scores in measured.items():
        for miss in scores.misses:
            if figure in {None, miss.figure}:
                counts[name, miss.figure] += 1
                click.echo(_line(miss))
    for (name, kind), count in counts.most_common():
        click.echo(f"{count:5} {name}: {kind}")


def _line(miss: Miss) -> str:
    words = " ".join(miss.words.split())
    return f"{miss.article} | {miss.figure} | labelled {miss.labelled!r} | found {miss.found!r} | {words}"


if __name__ == "__main__":
    main()
