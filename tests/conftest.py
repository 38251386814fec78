"""Fixtures that more than one level of tests needs."""

from collections.abc import Iterator

import pytest
from redis import Redis

from claimwire.embedded import EmbeddedServer


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
