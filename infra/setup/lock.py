"""Compile ``requirements.lock`` from the distributions' and the developers' requirements.

The lock holds every third-party package with its hashes, for every Python from 3.11 on, and none of
our own distributions: pip refuses hashes for local folders, so they are installed after it.
Pins already in the lock stay unless ``--upgrade`` is given.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
_HEADER: Final = "# Written by `make lock` from the pyproject.toml files. Do not edit.\n"


def requirements() -> list[str]:
    """Collect what our distributions, their extras, their build backend and the developers need."""
    wanted = list(_table("pyproject.toml")["dependency-groups"]["dev"])
    for path in ("shared/pyproject.toml", *(str(p.relative_to(ROOT)) for p in ROOT.glob("services/*/pyproject.toml"))):
        table = _table(path)
        wanted += table["build-system"]["requires"]
        wanted += table["project"]["dependencies"]
        wanted += [line for extra in table["project"].get("optional-dependencies", {}).values() for line in extra]
    return sorted({line for line in wanted if re.match(r"claimwire\b", line) is None})


def _table(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    """Write the lock; further arguments go to ``uv pip compile``."""
    lock = ROOT / "requirements.lock"
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "-", "--output-file", lock.name, "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-header", "--no-annotate", *arguments),
    ]
    compiled = subprocess.run(command, cwd=ROOT, input="\n".join(requirements()), text=True, check=False)
    if compiled.returncode == 0:
        lock.write_text(_HEADER + lock.read_text(encoding="utf-8").removeprefix(_HEADER), encoding="utf-8")
    return compiled.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
