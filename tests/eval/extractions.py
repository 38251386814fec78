"""What the extractor says about many articles."""

import asyncio
from collections.abc import Sequence
from typing import Final

from claimwire.events import ArticleText
from claimwire_extractor.adapters.gazetteer_at_start import gazetteer_at_start
from claimwire_extractor.adapters.worker_pool import WorkerPool
from claimwire_extractor.core.extraction import Extraction

WORKERS: Final = 2
"""Processes that read side by side."""
_TIMEOUT_S: Final = 120


async def extractions(articles: Sequence[ArticleText]) -> list[Extraction]:
    """Extract every article as a running extractor would, in the order given."""
    options = {"gazetteer": await gazetteer_at_start(None)}
    async with WorkerPool(WORKERS, timeout_s=_TIMEOUT_S, options=options) as pool:
        return await asyncio.gather(*(pool.extract(article) for article in articles))
