"""The private server against real processes and real ``kill -9``."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from claimwire.embedded import EmbeddedServer, find_server
from claimwire.errors import FolderInUse, FolderMismatch, LogUnavailable, ServerNotFound

LAUNCHER = """
import sys
from pathlib import Path
from claimwire.embedded import EmbeddedServer

server = EmbeddedServer(Path(sys.argv[1]))
print(server.start(), server.pid, flush=True)
sys.stdin.read()
server.stop()
"""

DOOMED_LAUNCHER = """
import importlib, os, signal, sys
from pathlib import Path
from claimwire.embedded import EmbeddedServer

folder, owner, name, when = sys.argv[1:]
module, _, cls = owner.partition(":")
target = importlib.import_module(module)
target = getattr(target, cls) if cls else target
original = getattr(target, name)

def fatal(*args, **kwargs):
    if when == "after":
        original(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(target, name, fatal)
EmbeddedServer(Path(folder)).start()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data"
    yield data
    if data.exists():
        assert lock_is_free(data / "server.lock"), "the test left a server behind"


@pytest.fixture
def launch(folder: Path) -> Iterator[Callable[[], tuple["subprocess.Popen[str]", int]]]:
    """Start the server from another process; gives that process and the server's pid."""
    with ExitStack() as running:

        def start() -> tuple["subprocess.Popen[str]", int]:
            process = subprocess.Popen(
                [sys.executable, "-c", LAUNCHER, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            running.enter_context(process)
            running.callback(process.kill)
            assert process.stdout is not None
            _, pid = process.stdout.readline().split()
            return process, int(pid)

        yield start


def lock_is_free(path: Path) -> bool:
    if not path.exists():
        return True
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def kill(server: EmbeddedServer) -> None:
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    while server.is_running():
        continue


def write(url: str, *values: str) -> None:
    with Redis.from_url(url) as client:
        for value in values:
            client.xadd("claims", {"value": value})


def read(url: str) -> list[str]:
    with Redis.from_url(url, decode_responses=True) as client:
        entries: Any = client.xrange("claims")
        return [fields["value"] for _, fields in entries]


def test_acknowledged_means_on_disk_and_nothing_is_evicted(folder: Path) -> None:
    with EmbeddedServer(folder) as server, Redis.from_url(server.url, decode_responses=True) as client:
        assert client.config_get(
            "appendonly", "appendfsync", "save", "maxmemory", "maxmemory-policy", "stream-node-max-bytes", "port", "dir"
        ) == {
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory": "0",
            "maxmemory-policy": "noeviction",
            "stream-node-max-bytes": "65536",
            "port": "0",
            "dir": str(folder),
        }
        assert client.info("persistence")["aof_enabled"] == 1


def test_nobody_else_reaches_the_socket_or_the_files(folder: Path) -> None:
    folder.mkdir(mode=0o755)

    with EmbeddedServer(folder) as server:
        write(server.url, "one")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [folder, *folder.iterdir()]}

    assert {"server.sock", "appendonlydir"} <= modes.keys()
    assert modes["data"] == modes["server.sock"] == modes["appendonlydir"] == 0


def test_a_ctrl_c_in_the_terminal_does_not_reach_the_server(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        assert server.pid is not None
        assert os.getsid(server.pid) == server.pid


def test_stop_ends_the_server_and_start_finds_the_data(folder: Path) -> None:
    server = EmbeddedServer(folder)
    url = server.start()
    write(url, "one")
    server.stop()
    server.stop()

    assert not server.is_running()
    assert not server.ensure_running()
    assert lock_is_free(folder / "server.lock")
    assert not (folder / "server.sock").exists()

    assert server.start() == url
    assert server.start() == url
    assert read(url) == ["one"]
    server.stop()


def test_a_killed_server_is_started_again_with_every_acknowledged_entry(folder: Path) -> None:
    values = [str(number) for number in range(100)]
    with EmbeddedServer(folder) as server:
        assert not server.ensure_running()
        write(server.url, *values)
        kill(server)

        assert server.ensure_running()
        assert server.is_running()
        assert read(server.url) == values


def test_a_server_killed_while_it_rewrites_its_journal_is_started_again_at_once(folder: Path) -> None:
    with EmbeddedServer(folder, stop_timeout=5.0) as server:
        write(server.url, "one")
        with Redis.from_url(server.url) as client:
            client.config_set("rdb-key-save-delay", 60_000_000)  # the forked rewriter takes a minute
            client.bgrewriteaof()
        kill(server)
        assert not lock_is_free(folder / "server.lock")

        assert server.ensure_running()
        assert read(server.url) == ["one"]


def test_a_killed_launcher_leaves_no_second_writer_and_no_orphan(
    folder: Path, launch: Callable[[], tuple["subprocess.Popen[str]", int]]
) -> None:
    launcher, orphan = launch()
    server = EmbeddedServer(folder)
    write(server.url, "before")
    launcher.kill()
    launcher.wait()
    write(server.url, "by a service that outlived its launcher")
    assert not lock_is_free(folder / "server.lock")

    with server, Redis.from_url(server.url) as client:
        assert client.info("server")["process_id"] == server.pid != orphan
        assert read(server.url) == ["before", "by a service that outlived its launcher"]


def test_a_live_launcher_is_not_disturbed(
    folder: Path, launch: Callable[[], tuple["subprocess.Popen[str]", int]]
) -> None:
    launcher, pid = launch()
    second = EmbeddedServer(folder)

    with pytest.raises(FolderInUse, match=f"process {launcher.pid}"):
        second.start()

    with Redis.from_url(second.url) as client:
        assert client.info("server")["process_id"] == pid
    launcher.communicate("")
    with second:
        assert second.is_running()


def test_two_launchers_in_one_process_exclude_each_other_too(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        with pytest.raises(FolderInUse):
            EmbeddedServer(folder).start()
        assert server.is_running()


SERVER = "claimwire.embedded.server"


@pytest.mark.parametrize(
    ("owner", "name", "when"),
    [
        (f"{SERVER}:FolderLock", "take", "before"),
        (f"{SERVER}:FolderLock", "take", "after"),
        (f"{SERVER}:FolderMark", "claim", "before"),
        (f"{SERVER}:FolderMark", "claim", "after"),
        (SERVER, "write_conf", "after"),
        (f"{SERVER}:ServerProcess", "spawn", "after"),
        (f"{SERVER}:ServerProcess", "await_answer", "after"),
    ],
)
def test_a_launcher_may_be_killed_at_any_step(folder: Path, owner: str, name: str, when: str) -> None:
    with EmbeddedServer(folder) as server:
        write(server.url, "one")

    doomed = subprocess.run([sys.executable, "-c", DOOMED_LAUNCHER, folder, owner, name, when], check=False)
    assert doomed.returncode == -signal.SIGKILL

    with EmbeddedServer(folder) as server:
        assert read(server.url) == ["one"]


def test_an_orphan_that_does_not_end_is_reported_not_doubled(
    folder: Path, launch: Callable[[], tuple["subprocess.Popen[str]", int]]
) -> None:
    launcher, orphan = launch()
    launcher.kill()
    launcher.wait()
    os.kill(orphan, signal.SIGSTOP)
    try:
        with pytest.raises(FolderInUse, match="does not end"):
            EmbeddedServer(folder, stop_timeout=0.1).start()
        assert (folder / "server.pid").read_text().strip() == str(orphan)
    finally:
        os.kill(orphan, signal.SIGCONT)

    with EmbeddedServer(folder) as server:
        assert server.pid != orphan


def test_a_server_that_does_not_end_is_killed_and_loses_nothing(folder: Path) -> None:
    server = EmbeddedServer(folder, stop_timeout=0.1)
    write(server.start(), "one")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGSTOP)

    server.stop()

    assert lock_is_free(folder / "server.lock")
    with EmbeddedServer(folder) as again:
        assert read(again.url) == ["one"]


@pytest.mark.parametrize("name", ["long" * 30, 'with "quotes", spaces, \\, # and ї'])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    with EmbeddedServer(folder) as server:
        write(server.url, "one")
        with Redis.from_url(server.url) as client:
            socket = Path(client.connection_pool.connection_kwargs["path"])
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
        assert (folder / "appendonlydir").is_dir()

    assert not socket.exists()
    with EmbeddedServer(folder) as server:
        assert read(server.url) == ["one"]


def test_a_socket_folder_outside_the_data_folder_is_removed_again(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / ("long" * 30)) as server, Redis.from_url(server.url) as client:
        outside = Path(client.connection_pool.connection_kwargs["path"]).parent
        assert tmp_path not in outside.parents

    assert not outside.exists()


def test_a_folder_of_another_engine_is_refused_and_left_free(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        write(server.url, "one")
    mark = folder / "claimwire-server.json"
    truth = mark.read_text()
    mark.write_text('{"engine": "valkey", "version": [99, 0, 0], "layout": 1}')

    with pytest.raises(FolderMismatch, match=r"valkey 99\.0"):
        EmbeddedServer(folder).start()

    mark.write_text(truth)
    with EmbeddedServer(folder) as server:
        assert read(server.url) == ["one"]


def test_a_server_that_cannot_read_its_data_is_quoted_and_the_folder_left_free(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        write(server.url, "one", "two", "three")
    [journal] = (folder / "appendonlydir").glob("*.incr.aof")
    whole = journal.read_bytes()
    journal.write_bytes(whole.replace(b"*", b"!"))

    with pytest.raises(LogUnavailable, match="Bad file format"):
        EmbeddedServer(folder).start()

    journal.write_bytes(whole)
    with EmbeddedServer(folder) as server:
        assert read(server.url) == ["one", "two", "three"]


def test_without_a_binary_nothing_is_touched(folder: Path) -> None:
    with pytest.raises(ServerNotFound, match="CLAIMWIRE_REDIS_URL"):
        EmbeddedServer(folder, find=lambda: find_server([])).start()

    assert not folder.exists()
