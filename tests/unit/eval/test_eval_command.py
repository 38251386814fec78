import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.eval import __main__ as command
from tests.eval import labelled_sets
from tests.eval.baseline import read_baseline
from tests.unit.eval.found import completed

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction


async def nothing_found(articles: Sequence[ArticleText]) -> list[Extraction]:
    """An extractor that finds nothing."""
    return [Extraction((), (), completed()) for _ in articles]


@pytest.fixture(autouse=True)
def extractor_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_sets, "extractions", nothing_found)
    monkeypatch.delenv("CLAIMWIRE_EVAL_DIR", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command.main, [str(argument) for argument in arguments])


def test_worse_than_the_last_commit_fails() -> None:
    result = run("open")

    assert result.exit_code == 1
    assert "worse than the last commit by more than half a point: open: relation overlap F, " in result.output
    assert "WORSE" in result.output
    assert "traps taken (less is better)" in result.output
    assert "open: traps taken" not in result.stderr


def test_what_is_written_is_what_is_compared_with(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(
        json.dumps({"open": {"current strikes": 0.9}, "claims": {"right source": 0.95}}), encoding="utf-8"
    )

    assert run("open", "--baseline", baseline).exit_code == 1
    assert run("open", "--baseline", baseline, "--write").exit_code == 0
    assert run("open", "--baseline", baseline).exit_code == 0
    assert read_baseline(baseline)["open"]["current strikes"] == 0
    assert read_baseline(baseline)["claims"] == {"right source": 0.95}


def test_sets_that_are_not_there_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = tmp_path / "none.json"

    assert "claims: not measured, since CLAIMWIRE_EVAL_DIR names no folder" in run("--baseline", baseline).output
    monkeypatch.setenv("CLAIMWIRE_EVAL_DIR", str(tmp_path))
    result = run("--baseline", baseline)
    assert "strikes: not measured, since there is no " in result.output
    assert result.exit_code == 0


def test_misses_are_listed_and_counted(tmp_path: Path) -> None:
    lines = run("open", "--figure", "strike missed", "--baseline", tmp_path / "none.json").output.splitlines()

    misses = [line for line in lines if " | strike missed | " in line]
    assert len(misses) > 100
    assert f"{len(misses):5} open: strike missed" in lines
    assert not [line for line in lines if " | claim missed | " in line]
