"""The gate that keeps a published schema from changing under its readers."""

import dataclasses
from pathlib import Path

import pytest

from claimwire.events import EVENT_TYPES, schemas

STRIKE = "claimwire.strike.reported.v1.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert schemas.main([str(tmp_path)]) == 0
    return tmp_path


def test_the_repository_holds_what_the_code_says() -> None:
    assert schemas.gate_problems(Path(__file__).parents[2] / "shared" / "schemas") == []


def test_export_is_complete_and_repeatable(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert schemas.main([str(folder)]) == 0

    assert len(before) == len(EVENT_TYPES) + 1, "one for each type, and the envelope"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


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


def test_a_new_version_needs_an_upcaster_from_each_older_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = EVENT_TYPES["claimwire.strike.reported"]
    newer = {**EVENT_TYPES, kind.name: dataclasses.replace(kind, version=2)}
    monkeypatch.setattr(schemas, "EVENT_TYPES", newer)
    schemas.export(folder)

    assert schemas.gate_problems(folder) == ["claimwire.strike.reported has no upcaster from version 1"]

    monkeypatch.setattr(schemas, "UPCASTERS", {(kind.name, 1): lambda body: body})
    assert schemas.gate_problems(folder) == []


def test_an_upcaster_without_the_old_schema_is_a_gap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = EVENT_TYPES["claimwire.strike.reported"]
    monkeypatch.setattr(schemas, "EVENT_TYPES", {**EVENT_TYPES, kind.name: dataclasses.replace(kind, version=2)})
    monkeypatch.setattr(schemas, "UPCASTERS", {(kind.name, 1): lambda body: body})
    schemas.export(folder)
    (folder / STRIKE).unlink()

    assert schemas.gate_problems(folder) == [f"{STRIKE} is missing: old versions stay published"]


def test_a_type_that_vanished_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {name: kind for name, kind in EVENT_TYPES.items() if name != "claimwire.control.skip"}
    monkeypatch.setattr(schemas, "EVENT_TYPES", fewer)

    assert schemas.gate_problems(folder) == [
        "claimwire.control.skip.v1.json belongs to no type of the code: a published type stays readable"
    ]
