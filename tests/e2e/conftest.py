"""The whole system as a user runs it: one `claimwire up` on free ports and a data folder of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from tests.free_ports import free_ports

from claimwire.testing import wait_until

REPOSITORY = Path(__file__).parents[2]
_PORTS = ("query", "ingest", "extractor", "projection", "archiver")


@dataclass
class System:
    """A running `claimwire up`, seen from outside."""

    data_dir: Path
    ports: dict[str, int]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "claimwire.cli", *words]

    def up(self, *words: str) -> list[str]:
        ports = [word for name, port in self.ports.items() for word in (f"--{name}-port", str(port))]
        return self.command("up", "--data-dir", str(self.data_dir), *ports, *words)

    def start(self, *words: str) -> None:
        self.process = subprocess.Popen(self.up(*words), env=self.environment, stdin=subprocess.DEVNULL)
        wait_until(lambda: all(map(self.ready, self.ports)), 180)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(120)

    def ready(self, service: str) -> bool:
        assert self.process.poll() is None, "claimwire up ended"
        try:
            with urlopen(f"{self.url(service)}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.ports[service]}"

    def get(self, path: str) -> Any:
        with urlopen(f"{self.url('query')}{path}", timeout=30) as answer:
            return json.load(answer)

    def status(self) -> dict[str, Any] | None:
        """What `claimwire status` says, or null while the server is away."""
        asked = subprocess.run(
            self.command("status", "--json", "--data-dir", str(self.data_dir)),
            env=self.environment,
            check=False,
            capture_output=True,
        )
        answer: dict[str, Any] | None = json.loads(asked.stdout) if asked.returncode == 0 else None
        return answer

    def caught_up(self) -> bool:
        status = self.status()
        return bool(status and status["readers"]) and all(
            reader["behind"] == 0 and not reader["pending"]
            for reader in (status or {})["readers"]
            if reader["name"] != "archiver"
        )


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Everything needed to start a system; whatever was started is stopped afterwards."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
    environment |= {name: os.environ[name] for name in ("CLAIMWIRE_GAZETTEER",) if name in os.environ}
    made = System(tmp_path / "data", dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True)), environment)
    yield made
    if hasattr(made, "process") and made.process.poll() is None:
        made.stop()


@pytest.fixture
def seeds() -> Path:
    """The articles a first run starts from."""
    return REPOSITORY / "seeds"
