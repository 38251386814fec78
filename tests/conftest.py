"""Fixtures that more than one level of tests needs."""

import time
from collections.abc import AsyncIterator, Iterator

import pytest
from redis import Redis

from claimwire.embedded import EmbeddedServer
from claimwire.log import EventLog, MemoryLog, RedisLog


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of one real, durable server for the whole run; prefer `redis_url`, whose database is empty."""
    with EmbeddedServer(tmp_path_factory.mktemp("server")) as server:
        yield server.url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """URL of a real server that holds nothing yet."""
    with Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(params=["memory", "redis"])
async def log(request: pytest.FixtureRequest) -> AsyncIterator[EventLog]:
    """The event log in each of its adapters, open and empty."""
    adapter: EventLog
    if request.param == "memory":
        adapter = MemoryLog(lambda: time.time_ns() // 1_000_000)
    else:
        adapter = RedisLog(request.getfixturevalue("redis_url"))
    await adapter.open()
    yield adapter
    await adapter.close()
