"""What a newcomer reads when the machine lacks something."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "infra" / "setup" / "setup.sh"
OLD = "exit 1"
NO_VENV = 'case "$*" in *ensurepip*) exit 1;; *) exit 0;; esac'
GOOD = 'case "$*" in *environment.py) echo "$0 sets up";; esac; exit 0'


class Machine:
    """A checkout in a folder of its own, with no program on PATH but those given."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.programs = folder / "bin"
        self.programs.mkdir()
        (self.checkout / "infra" / "setup").mkdir(parents=True)
        shutil.copy(SCRIPT, self.checkout / "infra" / "setup")
        (self.programs / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")

    def install(self, name: str, script: str) -> Path:
        program = self.programs / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def set_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(self.checkout / "infra" / "setup" / "setup.sh")],
            env={"PATH": str(self.programs), **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def one_sentence(finished: subprocess.CompletedProcess[str]) -> str:
    assert finished.returncode == 1
    assert finished.stdout == ""
    (line,) = finished.stderr.splitlines()
    return line


def test_no_python(machine: Machine) -> None:
    assert "needs Python 3.11 or newer, and none was found" in one_sentence(machine.set_up())


def test_python_too_old(machine: Machine) -> None:
    machine.install("python3", OLD)

    assert "needs Python 3.11 or newer, and none was found" in one_sentence(machine.set_up())


def test_venv_missing(machine: Machine) -> None:
    machine.install("python3", NO_VENV)

    assert "python3 has no venv module; install it" in one_sentence(machine.set_up())


def test_chosen_python_too_old(machine: Machine) -> None:
    machine.install("python3.12", GOOD)
    old = machine.install("python3.9", OLD)

    assert f"PYTHON={old} is not a Python 3.11 or newer that runs" in one_sentence(machine.set_up(PYTHON=str(old)))


def test_a_python_that_fails_is_passed_over(machine: Machine) -> None:
    machine.install("python3.13", OLD)
    machine.install("python3.12", NO_VENV)
    good = machine.install("python3.11", GOOD)

    assert machine.set_up().stdout == f"{good} sets up\n"


def test_chosen_python_in_a_folder_with_spaces(machine: Machine) -> None:
    good = machine.install("my own/python", GOOD)

    assert machine.set_up(PYTHON=str(good)).stdout == f"{good} sets up\n"


def test_a_half_built_environment_is_not_asked_to_mend_itself(machine: Machine) -> None:
    good = machine.install("python3", GOOD)
    inside = machine.install(str(machine.checkout / ".venv" / "bin" / "python"), GOOD)
    assert machine.set_up().stdout == f"{inside.relative_to(machine.checkout)} sets up\n"

    (machine.checkout / ".venv" / "half-built").touch()

    assert machine.set_up().stdout == f"{good} sets up\n"
