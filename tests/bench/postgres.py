"""A PostgreSQL to write read models to."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import OperationalError

_IMAGE: Final = "postgres:17"
_PASSWORD: Final = "bench"
_WITHIN_S: Final = 60


@contextmanager
def postgres() -> Iterator[str | None]:
    """URL of a server in a container, as durable as it is by default, while the block lasts; null without Docker."""
    container = _docker(
        "run", "--detach", "--rm", "--publish", "127.0.0.1::5432", "--env", f"POSTGRES_PASSWORD={_PASSWORD}", _IMAGE
    )
    if container is None:
        yield None
        return
    try:
        address = _docker("port", container, "5432/tcp") or ""
        url = f"postgresql+psycopg://postgres:{_PASSWORD}@{address.splitlines()[0]}/postgres"
        _await(url)
        yield url
    finally:
        _docker("rm", "--force", container)


def _docker(*words: str) -> str | None:
    try:
        done = subprocess.run(["docker", *words], check=True, capture_output=True, text=True, timeout=_WITHIN_S)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _await(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool, connect_args={"client_encoding": "utf8"})
    deadline = time.monotonic() + _WITHIN_S
    while True:
        try:
            with engine.connect():
                return
        except OperationalError:
            assert time.monotonic() < deadline, "PostgreSQL does not come up"
            time.sleep(0.2)
