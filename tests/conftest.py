"""Fixtures that more than one level of tests needs."""

import os
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from docker.errors import DockerException
from redis import Redis
from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.schema import DropSchema
from testcontainers.community.postgres import PostgresContainer
from testcontainers.community.redis import RedisContainer
from testcontainers.core.config import ConnectionMode, testcontainers_config
from testcontainers.core.container import DockerContainer

from claimwire.embedded import EmbeddedServer
from claimwire.log import EventLog, MemoryLog, RedisLog
from claimwire.views import PostgresBuilds, PostgresViews, SqliteBuilds, SqliteViews, ViewBuilds, ViewDatabase

FreshViews = Callable[[], ViewDatabase]
"""Gives a database where no read models have ever been."""


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


@pytest.fixture
async def redis_log(redis_url: str) -> AsyncIterator[RedisLog]:
    """The log on that server, open and empty."""
    log = RedisLog(redis_url)
    await log.open()
    yield log
    await log.close()


@pytest.fixture(scope="session")
def redis8_server(docker_engine: None) -> Iterator[str]:  # noqa: ARG001 - a condition
    """URL of a Redis 8 in a container."""
    with published(
        RedisContainer("redis:8").with_command("redis-server --appendonly yes --protected-mode no"), 6379
    ) as port:
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def redis8_url(redis8_server: str) -> str:
    """URL of a Redis 8 that holds nothing yet."""
    with Redis.from_url(redis8_server) as client:
        client.flushall()
    return redis8_server


@pytest.fixture(params=["memory", "redis", "redis8"])
async def log(request: pytest.FixtureRequest) -> AsyncIterator[EventLog]:
    """The event log in each of its adapters, open and empty."""
    adapter: EventLog
    if request.param == "memory":
        adapter = MemoryLog(lambda: time.time_ns() // 1_000_000)
    else:
        adapter = RedisLog(request.getfixturevalue(f"{request.param}_url"))
    await adapter.open()
    yield adapter
    await adapter.close()


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a PostgreSQL: the one that CLAIMWIRE_TEST_POSTGRES_URL names, or else one in a container."""
    if given := os.environ.get("CLAIMWIRE_TEST_POSTGRES_URL"):
        yield given
        return
    request.getfixturevalue("docker_engine")
    # Nothing in it outlives the tests.
    container = PostgresContainer("postgres:17").with_command("postgres -c fsync=off")
    with published(container, 5432) as port:
        yield f"postgresql+psycopg://{container.username}:{container.password}@127.0.0.1:{port}/{container.dbname}"


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """URL of a database of our own for the whole run; prefer `postgres_url`, which holds nothing."""
    name = f"claimwire_test_{uuid4().hex}"
    address = make_url(postgres_server).update_query_dict({"client_encoding": "utf8"})
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield address.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """URL of a PostgreSQL database that holds no read models."""
    engine = create_engine(postgres_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for schema in inspect(connection).get_schema_names():
            if schema.startswith("views_"):
                connection.execute(DropSchema(schema, cascade=True))
    engine.dispose()
    return postgres_database


@pytest.fixture(params=["sqlite", "postgres"])
def views_kind(request: pytest.FixtureRequest) -> str:
    """Both kinds of database for the read models."""
    kind: str = request.param
    return kind


@pytest.fixture
def builds(request: pytest.FixtureRequest, views_kind: str, tmp_path: Path) -> Iterator[ViewBuilds]:
    """A place of each kind without read models."""
    sqlite = views_kind == "sqlite"
    made = SqliteBuilds(tmp_path) if sqlite else PostgresBuilds(request.getfixturevalue("postgres_url"))
    yield made
    made.close()


@pytest.fixture
def views(builds: ViewBuilds) -> ViewDatabase:
    """The first build of each kind, not made yet; the live one until another is chosen."""
    return builds.database(1)


@pytest.fixture
def fresh_views(request: pytest.FixtureRequest, views_kind: str, tmp_path: Path) -> FreshViews:
    """As many of each kind as are asked for."""
    numbers = count(1_000)
    if views_kind == "sqlite":
        return lambda: SqliteViews(tmp_path, version=next(numbers))
    url = request.getfixturevalue("postgres_url")
    return lambda: PostgresViews(url, version=next(numbers))


@pytest.fixture(scope="session")
def docker_engine() -> None:
    """Skips the test where no Docker engine answers; must come before any container is named."""
    # Asked by command, since the library leaves a socket open when nothing answers.
    try:
        command = ["docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}"]
        asked = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"needs a Docker engine, and none answers: {error}")
    # Ryuk cleans up after a run that was killed, but is one more image to have.
    testcontainers_config.ryuk_disabled = testcontainers_config.ryuk_image not in asked.stdout.split()
    # Ports are published on the loopback address, also where the tests themselves run in a container.
    testcontainers_config.tc_host_override = "127.0.0.1"
    testcontainers_config.connection_mode_override = ConnectionMode.docker_host


@contextmanager
def published(container: DockerContainer, port: int) -> Iterator[int]:
    """Run a container with its port on the loopback address only; skip the test where its image cannot be had."""
    ports: dict[str, Any] = container.ports
    ports.clear()
    ports[f"{port}/tcp"] = ("127.0.0.1", None)
    try:
        container.start()
    except DockerException as error:
        pytest.skip(f"no {container.image} in a container: {error}")
    except BaseException:
        container.stop()
        raise
    try:
        yield container.get_exposed_port(port)
    finally:
        container.stop()
