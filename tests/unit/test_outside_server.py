"""What `claimwire up` makes of the address it is given."""

import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimwire.cli.outside_server import OutsideServer
from claimwire.embedded.running_url import private_endpoint


@pytest.fixture(autouse=True)
def _told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that nobody listens on, and nobody else can take."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def never() -> bool:
    return False


def nothing() -> None:
    pass


def test_the_address_of_the_own_private_server_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    own = private_endpoint(tmp_path / "data").url

    assert OutsideServer.chosen(own, Path("data"), named_by="CLAIMWIRE_REDIS_URL") is None
    assert "CLAIMWIRE_REDIS_URL is the address of the private server of data, which is started as usual" in caplog.text
    assert OutsideServer.chosen(own, Path("other"), named_by="CLAIMWIRE_REDIS_URL") is not None


def test_nothing_said_is_a_private_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert OutsideServer.chosen(None, tmp_path, named_by="--redis-url") is None
    assert not caplog.records


def test_another_server_is_told_of_without_its_password(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    url = "redis://desk:hush@log.example:6379/0"
    chosen = OutsideServer.chosen(url, tmp_path, named_by="CLAIMWIRE_REDIS_URL")

    assert chosen
    assert chosen.url == url
    assert "using CLAIMWIRE_REDIS_URL redis://desk:***@log.example:6379/0" in caplog.text
    assert "hush" not in caplog.text


def test_a_server_that_does_not_answer_is_laid_to_who_named_it(
    silent_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    looked: list[None] = []
    server = OutsideServer(f"redis://:hush@127.0.0.1:{silent_port}/0", named_by="CLAIMWIRE_REDIS_URL")

    server.await_answer(never, lambda: looked.append(None), within_s=0.1)

    [record] = caplog.records
    assert f"redis://:***@127.0.0.1:{silent_port}/0, the address in CLAIMWIRE_REDIS_URL" in record.getMessage()
    assert looked


def test_told_to_stop_it_waits_and_warns_no_more(silent_port: int, caplog: pytest.LogCaptureFixture) -> None:
    OutsideServer(f"redis://127.0.0.1:{silent_port}", named_by="--redis-url").await_answer(
        lambda: True, nothing, within_s=60
    )

    assert not caplog.records


@pytest.mark.parametrize("answer", [b"+PONG\r\n", b"-NOAUTH Authentication required.\r\n", b"-LOADING soon\r\n"])
def test_a_refusal_is_an_answer(answer: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = OutsideServer(f"redis://127.0.0.1:{listener.getsockname()[1]}", named_by="--redis-url")
        with ThreadPoolExecutor(1) as thread:
            waited = thread.submit(server.await_answer, never, nothing, within_s=10)
            connection, _ = listener.accept()
            with connection:
                while asked := connection.recv(4096):
                    connection.sendall(answer * asked.count(b"*"))  # an answer for each command
            waited.result()

    assert not caplog.records
