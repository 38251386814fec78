"""An extractor without worker processes, for tests and for the command line."""

import asyncio
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from claimwire.errors import ExtractionFailed
from claimwire.events import ArticleText

Answer = TypeVar("Answer")


class InProcessExtractor(Generic[Answer]):
    """Reads articles in a thread of this process, one at a time and for as long as it takes."""

    def __init__(self, read: Callable[[ArticleText], Answer]) -> None:
        """``read`` extracts one article; what it answers is what :meth:`extract` answers."""
        self._read = read
        self._reading = asyncio.Lock()

    async def extract(self, article: ArticleText) -> Answer:
        """See the port."""
        async with self._reading:
            try:
                return await asyncio.to_thread(self._read, article)
            except Exception as error:
                failed = ExtractionFailed(
                    f"the pipeline raised on article {article.article_id} revision {article.revision}: "
                    f"{type(error).__name__}: {error}"
                )
                failed.add_note("".join(traceback.format_exception(error)))
                raise failed from error
