"""The fault campaign: ``python -m tests.e2e.chaos``."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.e2e.chaos.campaign import run
from tests.e2e.chaos.fault import NETWORK, SERVICES
from tests.e2e.chaos.news import EVENTS_PER_REVISION
from tests.free_ports import free_ports


def main() -> int:
    """Run a campaign and print what came of it; the exit status is 1 if anything is not as it has to be."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeats the faults of a run")
    parser.add_argument("--events", type=int, default=100_000, help="at least so many go through")
    parser.add_argument("--faults", type=int, default=200, help="so many things go wrong meanwhile")
    asked = parser.parse_args()
    sys.stdout.write(f"seed {asked.seed}\n")
    sys.stdout.flush()
    names = (*SERVICES, NETWORK)
    with tempfile.TemporaryDirectory() as folder:
        report = run(
            Path(folder),
            dict(zip(names, free_ports(len(names)), strict=True)),
            seed=asked.seed,
            articles=-(-asked.events // EVENTS_PER_REVISION),
            faults=asked.faults,
        )
    sys.stdout.write("\n".join([str(report), *report.problems, ""]))
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
