"""Bring ``.venv`` in line with the lock and the five distributions; do nothing when it already is.

Run by ``setup.sh`` with any Python from 3.11 on; standard library only. A stamp inside ``.venv``,
written last, says what it was built from, so that an interrupted run is continued by the next one.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
STAMP: Final = VENV / "set-up.stamp"
HALF_BUILT: Final = VENV / "half-built"
REPORT: Final = VENV / "set-up.log"
LOCK: Final = ROOT / "requirements.lock"
DISTRIBUTIONS: Final = (
    "shared",
    *(str(path.parent.relative_to(ROOT)) for path in sorted(ROOT.glob("services/*/pyproject.toml"))),
)

# Settings of the caller's own pip that would send packages elsewhere than into .venv, or stop the
# hashed install. Where to find packages (indexes, links, certificates, proxies) stays the caller's.
_FOREIGN: Final = (
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_CONSTRAINT",
    "PIP_QUIET",
    "PIP_VERBOSE",
)
_QUIET: Final = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}


class SetUpError(Exception):
    """Set-up cannot go on; the message is the one sentence the newcomer reads."""


def fingerprint() -> str:
    """Hash all that the environment is built from; the path too, since a venv cannot be moved."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    for path in (LOCK, *(ROOT / folder / "pyproject.toml" for folder in DISTRIBUTIONS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def healthy() -> bool:
    """Say whether ``.venv`` holds a whole environment of this very Python version."""
    if HALF_BUILT.exists() or not PYTHON.exists():
        return False
    probe = subprocess.run(
        [PYTHON, "-c", "import pip, sys; print(sys.version)"], capture_output=True, text=True, check=False
    )
    return probe.returncode == 0 and probe.stdout.strip() == sys.version


def create() -> None:
    """Make an empty ``.venv``, throwing away what an interrupted run left."""
    version = ".".join(map(str, sys.version_info[:3]))
    _say(f"making .venv with Python {version}")
    venv.EnvBuilder(clear=True, symlinks=True).create(VENV)
    HALF_BUILT.touch()
    bootstrap = subprocess.run(
        [PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True, text=True, check=False
    )
    if bootstrap.returncode != 0:
        raise SetUpError(
            f"pip could not be put into .venv; install Python's venv module: {bootstrap.stderr.strip()[-300:]}"
        )


def install() -> None:
    """Install the locked packages by hash, then our distributions in place."""
    HALF_BUILT.touch()
    wanted = len(re.findall(r"^[a-z0-9]", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    _say(f"installing {wanted} packages from requirements.lock (about 250 MB the first time)")
    _pip("--require-hashes", "-r", str(LOCK))
    _say("installing claimwire and its services in place")
    editables = [part for folder in DISTRIBUTIONS for part in ("-e", f"./{folder}")]
    _pip("--no-deps", "--no-build-isolation", *editables)
    _say("building the gazetteer of the world's places (about half a minute)")
    _build_gazetteer()
    HALF_BUILT.unlink()


def _build_gazetteer() -> None:
    build = "from claimwire_extractor.adapters.gazetteer import build_gazetteer; build_gazetteer()"
    built = subprocess.run([PYTHON, "-c", build], cwd=ROOT, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise SetUpError(f"the gazetteer could not be built: {built.stderr.strip()[-300:]}.")


def _pip(*arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in _FOREIGN} | _QUIET
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", *arguments]
    with REPORT.open("a", encoding="utf-8") as report:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        problem = "no reason given"
        collected = 0
        for line in process.stdout or ():
            report.write(line)
            problem = line.strip() if line.startswith("ERROR") else problem
            collected += line.startswith("Collecting")
            _show_progress(line, collected)
        if process.wait() != 0:
            raise SetUpError(f"pip failed ({problem}); its whole output is in {REPORT.relative_to(ROOT)}.")


def _show_progress(line: str, collected: int) -> None:
    terminal = sys.stdout.isatty()
    if line.startswith("Collecting") and (terminal or collected % 20 == 0):
        text = f"  {collected} fetched, {line.split()[1].split('==', maxsplit=1)[0]}"
    elif line.startswith("Installing collected packages"):
        text = "  unpacking"
    else:
        return
    sys.stdout.write(f"\r\033[K{text}" if terminal else f"{text}\n")
    sys.stdout.flush()


def _say(what: str) -> None:
    sys.stdout.write(("\r\033[K" if sys.stdout.isatty() else "") + f"set-up: {what}\n")
    sys.stdout.flush()


@contextmanager
def _alone() -> Iterator[None]:
    # Two `make` in two terminals would otherwise install into one .venv at once.
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def main() -> int:
    """Set up, and say what is done; 0 when ``.venv`` is ready."""
    with _alone():
        wanted = fingerprint()
        if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and healthy():
            return 0
        try:
            if not healthy():
                create()
            STAMP.unlink(missing_ok=True)
            install()
        except (SetUpError, OSError) as error:
            sys.stderr.write(f"\nset-up: {error} Run the same command again when that is mended.\n")
            return 1
        STAMP.write_text(wanted, encoding="utf-8")
        _say("done")
        return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\nset-up: interrupted; the next run continues.\n")
        sys.exit(130)
