"""The gate that keeps a published schema from changing under its readers."""

import dataclasses
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimwire.events import EVENT_TYPES, ContractModel, ExtractionCompleted, StrikeReported, schemas
from claimwire.events.upcasting import UPCASTERS

PUBLISHED = Path(__file__).parents[2] / "shared" / "schemas"
STRIKE = "claimwire.strike.reported.v1.json"

RETIRED = {
    "claimwire.claim.reported.v1.json": "544129718d08e7d7a3a6ab8708179bf9faaee9f0d144b0025ca3b5277c351162",
    "claimwire.extraction.completed.v1.json": "4aea7c8d6b2e43fc4efde0f226ea8c060cbff5bc13c50a3a9bd3367818df54bc",
}
"""SHA-256 of the schemas of versions no longer written: no code tells any more what they should be."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PUBLISHED, tmp_path / "schemas"))


def with_body(monkeypatch: pytest.MonkeyPatch, name: str, body: type[ContractModel], version: int) -> None:
    """Let the code say that a type has another body."""
    changed = dataclasses.replace(EVENT_TYPES[name], body=body, version=version)
    monkeypatch.setattr(schemas, "EVENT_TYPES", {**EVENT_TYPES, name: changed})


def test_the_repository_holds_what_the_code_says() -> None:
    assert schemas.gate_problems(PUBLISHED) == []


def test_a_schema_no_longer_written_stays_as_it_was_published() -> None:
    newest = {f"{kind.name}.v{kind.version}.json" for kind in EVENT_TYPES.values()}
    retired = [path for path in PUBLISHED.glob("*.json") if path.name not in {*newest, "claimwire.envelope.v1.json"}]

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in retired} == RETIRED


def test_export_is_complete_and_repeatable(folder: Path) -> None:
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in whole.keys() - RETIRED.keys():
        (folder / name).unlink()

    for _ in range(2):
        assert schemas.main([str(folder)]) == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole

    versions = sum(kind.version for kind in EVENT_TYPES.values())
    assert len(whole) == versions + 1, "one for each version of each type, and the envelope"


def test_check_says_what_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / STRIKE).unlink()

    assert schemas.main([str(folder), "--check"]) == 1

    assert f"{STRIKE} is missing: run `make schemas`" in capsys.readouterr().err
    assert not (folder / STRIKE).exists(), "checking writes nothing"


@pytest.mark.parametrize("arguments", [["--check"], []], ids=["check", "export"])
def test_a_changed_schema_is_refused_and_left_as_it_is(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    changed = (folder / STRIKE).read_text(encoding="utf-8").replace('"confidence"', '"certainty"')
    (folder / STRIKE).write_text(changed, encoding="utf-8")

    assert schemas.main([str(folder), *arguments]) == 1

    assert f"{STRIKE} differs from the code" in capsys.readouterr().err
    assert (folder / STRIKE).read_text(encoding="utf-8") == changed


class StrikeWithColour(StrikeReported):
    colour: str | None = None
    """An addition that older readers refuse."""


class ExtractionWithoutModel(ContractModel):
    article_id: str
    """What is left of it."""


@pytest.mark.parametrize("body", [StrikeWithColour, ExtractionWithoutModel], ids=["a field more", "fields gone"])
def test_a_body_that_changes_without_a_new_version_is_refused(
    folder: Path, body: type[ContractModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_body(monkeypatch, "claimwire.strike.reported", body, version=1)

    [problem] = schemas.gate_problems(folder)
    assert problem.startswith(f"{STRIKE} differs from the code: a published schema never changes; raise the version")
    with_body(monkeypatch, "claimwire.strike.reported", body, version=2)
    monkeypatch.setattr(schemas, "UPCASTERS", {**UPCASTERS, ("claimwire.strike.reported", 1): dict})
    schemas.export(folder)
    assert schemas.gate_problems(folder) == []


def test_a_changed_envelope_is_refused(folder: Path) -> None:
    envelope = folder / "claimwire.envelope.v1.json"
    envelope.write_text(envelope.read_text(encoding="utf-8").replace('"traceparent"', '"trace"'), encoding="utf-8")

    assert [problem.partition(":")[0] for problem in schemas.gate_problems(folder)] == [
        "claimwire.envelope.v1.json differs from the code"
    ]


def test_a_new_version_needs_an_upcaster_from_each_older_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_body(monkeypatch, "claimwire.strike.reported", StrikeReported, version=2)
    schemas.export(folder)

    assert schemas.gate_problems(folder) == ["claimwire.strike.reported has no upcaster from version 1"]


def test_an_upcaster_that_vanished_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "UPCASTERS", {})

    assert schemas.gate_problems(folder) == [
        "claimwire.claim.reported has no upcaster from version 1",
        "claimwire.extraction.completed has no upcaster from version 1",
    ]


def test_an_upcaster_without_the_old_schema_is_a_gap(folder: Path) -> None:
    (folder / "claimwire.extraction.completed.v1.json").unlink()

    assert schemas.gate_problems(folder) == [
        "claimwire.extraction.completed.v1.json is missing: old versions stay published"
    ]


def test_a_version_that_goes_back_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_body(monkeypatch, "claimwire.extraction.completed", ExtractionCompleted, version=1)

    assert [problem.partition(":")[0] for problem in schemas.gate_problems(folder)] == [
        "claimwire.extraction.completed.v1.json differs from the code",
        "claimwire.extraction.completed.v2.json belongs to no type of the code",
    ]


def test_a_type_that_vanished_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {name: kind for name, kind in EVENT_TYPES.items() if name != "claimwire.control.skip"}
    monkeypatch.setattr(schemas, "EVENT_TYPES", fewer)

    assert schemas.gate_problems(folder) == [
        "claimwire.control.skip.v1.json belongs to no type of the code: a published type stays readable"
    ]


def test_the_command_that_continuous_integration_runs_fails(folder: Path) -> None:
    makefile = (PUBLISHED.parents[1] / "Makefile").read_text(encoding="utf-8")
    assert "python -m claimwire.events.schemas shared/schemas --check" in makefile
    command = [sys.executable, "-m", "claimwire.events.schemas", str(folder), "--check"]
    assert subprocess.run(command, check=False).returncode == 0

    (folder / STRIKE).write_text("{}", encoding="utf-8")

    found = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (found.returncode, found.stderr.partition(":")[0]) == (1, "schemas")
