"""A short fault campaign; ``make chaos`` runs a long one."""

import os
import sys
from pathlib import Path

import pytest
from tests.e2e.chaos.campaign import run
from tests.e2e.chaos.fault import NETWORK, SERVICES
from tests.free_ports import free_ports

SEED = int(os.environ.get("CLAIMWIRE_CHAOS_SEED", "20310304"))


@pytest.mark.timeout(900)
def test_after_faults_of_every_kind_nothing_is_lost_doubled_or_orphaned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = (*SERVICES, NETWORK)
    ports = dict(zip(names, free_ports(len(names)), strict=True))

    report = run(tmp_path, ports, seed=SEED, articles=1_000, faults=25)

    with capsys.disabled():
        sys.stdout.write(f"\n{report}\n")
    assert report.problems == []
    assert report.trimmed
