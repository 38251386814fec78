"""Rules of the house that no linter knows."""

import json
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DISTRIBUTIONS = [ROOT / "shared", *sorted(path.parent for path in ROOT.glob("services/*/pyproject.toml"))]
SOURCES = [
    path
    for folder in ("shared", "services", "infra", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".lua", ".sh", ".html", ".css", ".js"} and path.is_file()
]


def table(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


def required() -> list[Requirement]:
    lines = list(table(ROOT)["dependency-groups"]["dev"])
    for project in (table(folder) for folder in DISTRIBUTIONS):
        lines += project["build-system"]["requires"] + project["project"]["dependencies"]
        lines += [line for extra in project["project"].get("optional-dependencies", {}).values() for line in extra]
    return [Requirement(line) for line in sorted(set(lines)) if not line.startswith("claimwire")]


def pins() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", LOCK, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def test_no_source_file_is_longer_than_400_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert len(lengths) > 50
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 400} == {}


@pytest.mark.parametrize("requirement", required(), ids=str)
def test_the_lock_pins_what_is_required(requirement: Requirement) -> None:
    versions = pins().get(requirement.name.lower().replace("_", "-"), [])

    assert versions, f"{requirement.name} is not in requirements.lock: run `make lock`"
    assert [version for version in versions if version not in requirement.specifier] == []


def test_every_pin_has_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.partition("\n")[2])

    assert len(entries) > 50
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_address_no_path_and_none_of_our_own() -> None:
    assert re.findall(r"://|file:|^-|/home|/tmp", LOCK, re.MULTILINE) == []
    assert [name for name in pins() if name.startswith("claimwire")] == []


def test_distributions_agree() -> None:
    projects = [table(folder)["project"] for folder in DISTRIBUTIONS]

    assert len({project["version"] for project in projects}) == 1
    assert {project["requires-python"] for project in projects} == {">=3.11"}


def test_every_distribution_is_behind_the_walls() -> None:
    packages = {str(path.name) for folder in DISTRIBUTIONS for path in folder.glob("claimwire*") if path.is_dir()}
    packages = {name for name in packages if "." not in name}

    assert packages == set(table(ROOT)["tool"]["importlinter"]["root_packages"])


def test_every_seed_has_a_sidecar() -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))

    assert seeds
    for seed in seeds:
        sidecar = json.loads(seed.with_suffix(".json").read_text(encoding="utf-8"))
        assert sidecar.keys() == {"published", "publisher", "url"}
        assert datetime.fromisoformat(sidecar["published"]).tzinfo is not None
