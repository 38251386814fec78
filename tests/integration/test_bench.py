"""The benchmarks run, write what they measure, and are not judged here."""

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_a_quick_run_writes_every_measurement_with_its_baseline(tmp_path: Path) -> None:
    output = tmp_path / "results.json"

    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "append", "replay", "--quick", "--output", str(output)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )

    document = json.loads(output.read_text(encoding="utf-8"))
    results = document["results"]
    assert [result["name"] for result in results] == [
        "append (fsync always)",
        "append (fsync everysec)",
        "replay (typed)",
        "replay (untyped)",
    ]
    for result in results:
        assert result.keys() == {"name", "value", "unit", "baseline", "ratio", "aim", "met"}
        assert min(result["value"], result["baseline"], result["ratio"]) > 0
    assert document["machine"]["cores"] >= 1
    assert "append (fsync" in done.stdout
