"""The extractor's service over a log, with an extractor that the test made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from tests.integration.readers import running

from claimwire.log import EventLog
from claimwire_extractor.app import build
from claimwire_extractor.core.extractor import Extractor
from claimwire_extractor.core.generation import GENERATION
from claimwire_extractor.settings import ExtractorSettings


@asynccontextmanager
async def running_extractor(
    log: EventLog, extractor: Extractor, *, generation: int = GENERATION, **changes: Any
) -> AsyncIterator[None]:
    """Serve until the block ends; ``changes`` are settings."""
    chosen = {"redis_url": "redis://unused", "extractor_port": 0, "extractor_reclaim_after_ms": 200, **changes}
    shell = build(ExtractorSettings(**chosen), log=log, extractor=_entered(extractor), generation=generation)
    with closing(shell._server._socket):
        async with running(shell._reader):
            yield


@asynccontextmanager
async def _entered(extractor: Extractor) -> AsyncIterator[Extractor]:
    yield extractor
