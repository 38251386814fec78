"""Articles from the wire to what is read in them, with the services' own parts and a made extraction."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from claimwire.errors import ExtractionFailed
from claimwire.events import ArticleText, ClaimReported, ExtractionCompleted, Stream, StrikeReported
from claimwire.log import MemoryLog
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress
from claimwire.testing import completed, reported_claim, reported_strike
from claimwire.testing.made_news import fact_id
from claimwire_extractor.adapters.article_handler import ArticleHandler
from claimwire_extractor.core.extraction import Extraction
from claimwire_ingest.app import build
from claimwire_ingest.settings import IngestSettings

NOW = datetime(2031, 3, 4, 7, 0, tzinfo=UTC)

Send = Callable[..., Awaitable[httpx.Response]]


class OneOfEach:
    """Finds a claim and a strike in any text, and fails where the text says so."""

    async def extract(self, article: ArticleText) -> Extraction:
        if "fail" in article.text:
            raise ExtractionFailed("as ordered")
        claim, strike = fact_id(f"claim of {article.article_id}"), fact_id(f"strike of {article.article_id}")
        said = reported_claim(article.article_id, claim, article.revision).data
        struck = reported_strike(article.article_id, strike, article.revision).data
        whole = completed(article.article_id, article.revision, claims=(claim,), strikes=(strike,)).data
        assert isinstance(said, ClaimReported)
        assert isinstance(struck, StrikeReported)
        assert isinstance(whole, ExtractionCompleted)
        return Extraction((said,), (struck,), whole)


class MadeTime:
    """The log's clock; it stands still until it is told to go on."""

    ms = 1_930_000_000_000


class UntilIdle(Progress):
    """Ends a consumer when it has nothing more to do."""

    def __init__(self, stop: asyncio.Event) -> None:
        super().__init__(lambda: 0.0)
        self._stop = stop

    def idle(self) -> None:
        self._stop.set()


@pytest.fixture
def made_time() -> MadeTime:
    return MadeTime()


@pytest.fixture
def made_log(made_time: MadeTime) -> MemoryLog:
    return MemoryLog(lambda: made_time.ms)


@pytest.fixture
async def send(tmp_path: Path, made_log: MemoryLog, made_time: MadeTime) -> AsyncIterator[Send]:
    """Sends something to ingest a second after the last; half a second later it has been read."""
    app = build(IngestSettings(redis_url="redis://unused", data_dir=tmp_path), log=made_log, now=lambda: NOW).app
    options = ConsumerOptions(
        stream=Stream.ARTICLES, group="extractor", consumer="one", service="claimwire/extractor", reclaim_after_ms=100
    )

    async def read() -> None:
        stop = asyncio.Event()
        handler = ArticleHandler(OneOfEach(), lambda: NOW)
        await Consumer(made_log, handler, options, now=lambda: NOW, progress=UntilIdle(stop)).run(stop)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8081") as client:

        async def sent(path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
            made_time.ms += 1_000
            answer = await client.post(path, json=body, headers=headers)
            made_time.ms += 500
            async with asyncio.timeout(20):
                await read()
            return answer

        yield sent
