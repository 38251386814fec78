"""A service that reads the log ends when its reader does, and says that it is stuck when it is."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from http.client import HTTPConnection

import pytest

from claimwire.errors import LogMismatch, LogUnavailable
from claimwire.log import EntryId, MemoryLog
from claimwire.service import ReaderShell
from claimwire.subscriptions import Progress
from claimwire.testing import wait_until

Reader = Callable[[asyncio.Event], Awaitable[None]]


async def ends(_stop: asyncio.Event) -> None:
    return


async def fails(_stop: asyncio.Event) -> None:
    raise LogUnavailable("by design")


async def mismatches(_stop: asyncio.Event) -> None:
    raise LogMismatch("by design")


async def waits(stop: asyncio.Event) -> None:
    await stop.wait()


def shell(reader: Reader, progress: Progress) -> ReaderShell:
    return ReaderShell("reader", MemoryLog(lambda: 1), reader, progress, host="127.0.0.1", port=0)


@pytest.mark.parametrize(("reader", "status"), [(ends, 1), (fails, 1), (mismatches, 2)])
def test_no_service_lives_on_without_its_reader(reader: Reader, status: int) -> None:
    assert shell(reader, Progress(lambda: 0.0)).serve() == status


def asked(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_health_is_progress_and_not_an_answering_server() -> None:
    now = [0.0]
    progress = Progress(lambda: now[0])
    served = shell(waits, progress)
    thread = threading.Thread(target=served.serve)
    thread.start()
    port = served._server.port

    def answers() -> bool:
        try:
            return asked(port, "/healthz")[0] == 200
        except OSError:
            return False

    try:
        wait_until(answers)
        assert asked(port, "/readyz")[0] == 503
        progress.idle()
        assert asked(port, "/readyz")[0] == 200
        now[0] = 61.0
        assert asked(port, "/healthz") == (503, "reader has work and has not moved for 61 s")
        progress.moved(EntryId(1, 0))
        assert asked(port, "/healthz")[0] == 200
        now[0] = 130.0
        progress.working()
        assert asked(port, "/healthz")[0] == 200
    finally:
        served._server.stop(0)
        thread.join(timeout=20)
    assert not thread.is_alive()
