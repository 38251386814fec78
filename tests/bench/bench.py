"""What every benchmark is given."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis
from tests.bench.measurement import Measurement

from claimwire.embedded import EmbeddedServer
from claimwire.log import RedisLog


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder of its own, and how long it may take."""

    folder: Path
    quick: bool
    """Only to see that it works: one round of very little."""
    rebuilt: int = 100_000
    """How many events to rebuild the read models from."""

    def size(self, full: int) -> int:
        """How many articles to take where a real measurement takes ``full``."""
        return max(4, full // 50) if self.quick else full

    def rounds(self, full: int) -> int:
        """How many rounds to go where a real measurement goes ``full``."""
        return 1 if self.quick else full

    @contextmanager
    def server(self, *, fsync: str = "always") -> Iterator[str]:
        """URL of a private server as the product starts it, but for the fsync policy, while the block lasts."""
        with EmbeddedServer(self.folder / "server") as server:
            with Redis.from_url(server.url) as client:
                client.config_set("appendfsync", fsync)
                # Rewriting the journal in the background would hit one side of a pair and not the other.
                client.config_set("auto-aof-rewrite-percentage", 0)
            yield server.url


Benchmark = Callable[[Bench], Coroutine[Any, Any, list[Measurement]]]


def emptied(url: str) -> Redis:
    """Connect to a server that holds nothing any more."""
    client = Redis.from_url(url, protocol=2)
    client.flushall()
    return client


@asynccontextmanager
async def new_log(url: str) -> AsyncIterator[RedisLog]:
    """Open a log on a server that held something else."""
    emptied(url).close()
    log = RedisLog(url)
    await log.open()
    try:
        yield log
    finally:
        await log.close()
