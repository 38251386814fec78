"""The supervisor starts in order, keeps running what dies, drains in order and leaves no orphan."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.free_ports import free_ports

from claimwire.errors import FolderUnusable, MisuseError, PortTaken
from claimwire.supervisor import ServicePlan, Supervisor
from claimwire.testing import wait_until

SERVICE = """
import http.server, os, pathlib, signal, sys
from claimwire.service.lifeline import end_with_supervisor
name = pathlib.Path(__file__).stem
journal = pathlib.Path(os.environ["JOURNAL"])
def note(word):
    with journal.open("a") as out:
        out.write(f"{name} {word} {os.getpid()}\\n")
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.headers["Host"] == "localhost" else 421)
        self.end_headers()
    def log_message(self, *words):
        pass
def drained(*_):
    note("drained")
    sys.exit(0)
if name == "misused":
    sys.exit(2)
signal.signal(signal.SIGTERM, drained)
end_with_supervisor()
note("started")
http.server.HTTPServer(("127.0.0.1", int(os.environ[f"CLAIMWIRE_{name.upper()}_PORT"])), Page).serve_forever()
"""


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("first", "second", "misused"):
        (tmp_path / f"{name}.py").write_text(SERVICE)
    path = tmp_path / "journal"
    path.touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("JOURNAL", str(path))
    return path


@pytest.fixture
def supervised(journal: Path, tmp_path: Path) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def make(*names: str) -> Supervisor:
        plans = [ServicePlan(name, name, port) for name, port in zip(names, free_ports(len(names)), strict=True)]
        made.append(
            Supervisor(plans, data_dir=tmp_path / "data", host="127.0.0.1", redis_url="redis://nowhere", settings={})
        )
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()
    assert journal.exists()


def events(journal: Path) -> list[tuple[str, str]]:
    return [(name, word) for name, word, _ in map(str.split, journal.read_text().splitlines())]


def pid_of(journal: Path, name: str) -> int:
    return [
        int(pid)
        for who, word, pid in map(str.split, journal.read_text().splitlines())
        if (who, word) == (name, "started")
    ][-1]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def never() -> bool:
    return False


def test_services_become_ready_and_drain_in_reverse_order(journal: Path, supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised("first", "second")
    supervisor.start()
    assert supervisor.await_ready(never)
    supervisor.stop()
    assert sorted(events(journal)[:2]) == [("first", "started"), ("second", "started")]
    assert events(journal)[2:] == [("second", "drained"), ("first", "drained")]


def test_a_killed_service_is_started_again(journal: Path, supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised("first")
    supervisor.start()
    assert supervisor.await_ready(never)
    killed = pid_of(journal, "first")
    os.kill(killed, signal.SIGKILL)

    def started_again() -> bool:
        supervisor.look_after()
        return pid_of(journal, "first") != killed

    wait_until(started_again)
    assert supervisor.await_ready(never)


WATCHER = """
import os, pathlib, time
journal = pathlib.Path(os.environ["JOURNAL"])
while journal.read_text().count("first started") < 2:
    time.sleep(0.05)
raise SystemExit(3)
"""


def test_services_are_looked_after_while_a_command_runs(journal: Path, supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised("first")
    supervisor.start()
    assert supervisor.await_ready(never)
    os.kill(pid_of(journal, "first"), signal.SIGKILL)

    assert supervisor.run_beside([sys.executable, "-c", WATCHER], never) == 3


def test_a_stop_ends_the_command_too(supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised("first")
    supervisor.start()

    assert supervisor.run_beside([sys.executable, "-c", WATCHER], lambda: True) == -signal.SIGTERM


def test_a_service_that_cannot_work_stops_everything(supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised("first", "misused")
    supervisor.start()
    with pytest.raises(MisuseError, match="misused"):
        supervisor.await_ready(never)


def test_a_taken_port_is_told_in_one_sentence_before_anything_starts(journal: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        plan = ServicePlan("first", "first", other.getsockname()[1])
        supervisor = Supervisor(
            [plan], data_dir=tmp_path / "data", host="127.0.0.1", redis_url="redis://nowhere", settings={}
        )
        with pytest.raises(PortTaken, match=rf"port {plan.port} for first.*--first-port"):
            supervisor.start()
    assert events(journal) == []


def test_two_services_on_one_port_are_told_before_anything_starts(journal: Path, tmp_path: Path) -> None:
    plans = [ServicePlan(name, name, port) for port in free_ports(1) for name in ("first", "second")]
    supervisor = Supervisor(
        plans, data_dir=tmp_path / "data", host="127.0.0.1", redis_url="redis://nowhere", settings={}
    )
    with pytest.raises(PortTaken, match="for second"):
        supervisor.start()
    assert events(journal) == []


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    supervisor = Supervisor([], data_dir=tmp_path / "file", host="127.0.0.1", redis_url=None, settings={})
    with pytest.raises(FolderUnusable, match="--data-dir"):
        supervisor.start()


def test_services_and_server_do_not_outlive_a_killed_supervisor(journal: Path, tmp_path: Path) -> None:
    script = textwrap.dedent(f"""
        import pathlib
        from claimwire.supervisor import ServicePlan, Supervisor
        plans = [ServicePlan("first", "first", {free_ports(1)[0]})]
        supervisor = Supervisor(plans, data_dir=pathlib.Path({str(tmp_path)!r}) / "d", host="127.0.0.1", redis_url=None, settings={{}})
        supervisor.start()
        supervisor.run(lambda: False)
    """)
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        wait_until(lambda: ("first", "started") in events(journal))
    finally:
        parent.kill()
        parent.wait()
    wait_until(lambda: not alive(pid_of(journal, "first")))
    assert events(journal)[-1] == ("first", "drained")
    # The private server stays until the next start on its folder, which ends it and starts its own.
    again = Supervisor([], data_dir=tmp_path / "d", host="127.0.0.1", redis_url=None, settings={})
    again.start()
    again.stop()
    assert not (tmp_path / "d" / "server" / "server.sock").exists()
