"""A real log with a known history."""

from typing import Final

import pytest
from redis import Redis

from claimwire.events import HISTORY
from claimwire.log import Append, Entry, EntryId, RedisLog
from claimwire.testing import completed_extraction, publication, published_article

ARTICLES: Final = 700


@pytest.fixture
async def history(redis_log: RedisLog, redis_url: str) -> list[Entry]:
    """Several pages on two streams, with a stranger's entry in the middle."""
    appends: list[Append] = []
    for number in range(ARTICLES):
        article = f"article-{number}"
        appends += [publication(article), Append(event=completed_extraction(published_article(article)))]
    await redis_log.append(appends[:ARTICLES])
    with Redis.from_url(redis_url) as client:
        client.xadd("claimwire:{0}:claims", {b"other": b"\xff\x00"})
    await redis_log.append(appends[ARTICLES:])
    entries: list[Entry] = []
    while page := await redis_log.read(entries[-1].id if entries else EntryId.START, HISTORY, limit=1_000):
        entries += page
    assert len(entries) == 2 * ARTICLES + 1
    return entries
