"""Compile ``requirements.lock``, and from it one lock per image.

``requirements.lock`` holds every third-party package with its hashes, for every Python from 3.11 on,
and none of our own distributions: pip refuses hashes for local folders, so they are installed after
it. Pins already in the lock stay unless ``--upgrade`` is given. The locks of the images, in
``infra/docker/``, hold the part of it that one service needs, or building our own distributions.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).resolve().parents[2]
IMAGE_LOCKS: Final = ROOT / "infra" / "docker"
DISTRIBUTIONS: Final = (
    "shared",
    *sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("services/*/pyproject.toml")),
)
_HEADER: Final = "# Written by `make lock` from the pyproject.toml files. Do not edit.\n"
_COMPILE: Final = (
    *(sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet"),
    *("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
)


def everything() -> list[str]:
    """Collect what our distributions, all their extras, their build backend and the developers need."""
    wanted = list(_table(".")["dependency-groups"]["dev"]) + build_backend()
    for folder in DISTRIBUTIONS:
        project = _table(folder)["project"]
        wanted += project["dependencies"]
        wanted += [line for extra in project.get("optional-dependencies", {}).values() for line in extra]
    return _third_party(wanted)


def build_backend() -> list[str]:
    """Collect what turns our distributions into wheels."""
    return _third_party([line for folder in DISTRIBUTIONS for line in _table(folder)["build-system"]["requires"]])


def needs(folder: str, extras: Collection[str] = ()) -> list[str]:
    """Collect what one distribution needs at run time, also through the others of ours."""
    project = _table(folder)["project"]
    wanted = list(project["dependencies"])
    wanted += [line for extra in extras for line in project["optional-dependencies"][extra]]
    folders = {_table(other)["project"]["name"]: other for other in DISTRIBUTIONS}
    ours = [Requirement(line) for line in wanted if line not in _third_party(wanted)]
    inherited = [line for requirement in ours for line in needs(folders[requirement.name], requirement.extras)]
    return _third_party(wanted + inherited)


def _third_party(lines: list[str]) -> list[str]:
    return sorted({line for line in lines if re.match(r"claimwire\b", line) is None})


def _table(folder: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))


def _compile(lock: Path, requirements: list[str], arguments: list[str]) -> None:
    command = [*_COMPILE, "--output-file", str(lock.relative_to(ROOT)), *arguments]
    subprocess.run(command, cwd=ROOT, input="\n".join(requirements), text=True, check=True)
    lock.write_text(_HEADER + lock.read_text(encoding="utf-8").removeprefix(_HEADER), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the locks; further arguments go to ``uv pip compile`` of the whole one."""
    whole = ROOT / "requirements.lock"
    images = {Path(folder).name: needs(folder) for folder in DISTRIBUTIONS if folder != "shared"}
    try:
        _compile(whole, everything(), ["--python-version", "3.11", *arguments])
        for name, requirements in {"build": build_backend(), **images}.items():
            lock = IMAGE_LOCKS / f"requirements-{name}.lock"
            # Compiled beside the old one, whose pins would otherwise stay: only the whole lock says which version.
            fresh = lock.with_suffix(".new")
            _compile(fresh, requirements, ["--python-version", "3.11", "--constraint", whole.name])
            fresh.replace(lock)
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
