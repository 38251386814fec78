"""``python -m tests.bench [NAME ...]``: measure, print a table, write ``results.json``.

The status is 0 whether or not the aims are met: a busy machine is no defect.
"""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table
from tests.bench import append, archive, commit, extract, latency, project, read, rebuild, replay
from tests.bench.bench import Bench, Benchmark
from tests.bench.machine import machine
from tests.bench.measurement import Measurement

RESULTS: Final = Path(__file__).with_name("results.json")

_WIDEST: Final = 150
"""Columns of the table where it is not read on a terminal: a narrower one would cut the figures."""

BENCHMARKS: Final[Mapping[str, Benchmark]] = {
    "append": append.run,
    "commit": commit.run,
    "extract": extract.run,
    "read": read.run,
    "project": project.run,
    "rebuild": rebuild.run,
    "replay": replay.run,
    "archive": archive.run,
    "latency": latency.run,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option("--quick", is_flag=True, help="One round of very little: shows that it works, measures nothing.")
@click.option(
    "--events",
    type=click.IntRange(6),
    default=100_000,
    show_default=True,
    help="How many events to rebuild the read models from.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=f"Where the results go; default: {RESULTS.name} beside this file for a whole run, else nowhere.",
)
def main(names: Sequence[str], *, quick: bool, events: int, output: Path | None) -> None:
    """Run the benchmarks named, or all of them."""
    console = Console(width=None if Console().is_terminal else _WIDEST)
    with tempfile.TemporaryDirectory(prefix="claimwire-bench-") as folder:
        facts = machine(Bench(Path(folder) / "machine", quick))
        results: list[Measurement] = []
        for name in names or BENCHMARKS:
            console.print(f"{name} ...", style="dim")
            results += asyncio.run(BENCHMARKS[name](Bench(Path(folder) / name, quick, events)))
    console.print(_table(results, facts))
    output = output or (None if names or quick else RESULTS)
    if output:
        document = {"machine": facts, "results": [asdict(result) for result in results]}
        output.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _table(results: Sequence[Measurement], facts: Mapping[str, Any]) -> Table:
    table = Table(caption=", ".join(f"{name} {value}" for name, value in facts.items()))
    for heading in ("name", "ours", "raw", "unit", "ratio", "aim", "met"):
        table.add_column(heading, justify="right" if heading in {"ours", "raw", "ratio"} else "left", no_wrap=True)
    for result in results:
        table.add_row(
            result.name,
            f"{result.value:,.1f}",
            "" if result.baseline is None else f"{result.baseline:,.1f}",
            result.unit,
            "" if result.ratio is None else f"{result.ratio:.2f}",
            result.aim or "",
            "" if result.met is None else "yes" if result.met else "no",
        )
    return table


if __name__ == "__main__":
    main()
