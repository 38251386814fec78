"""What the extractor answers to an article event."""

from collections.abc import Callable, Sequence
from datetime import datetime

from claimwire.events import ArticleText, Event
from claimwire_extractor.core.events import extraction_events
from claimwire_extractor.core.extractor import Extractor


class ArticleHandler:
    """Extracts what was published or revised; what tells of articles without a text needs no answer."""

    def __init__(self, extractor: Extractor, clock: Callable[[], datetime]) -> None:
        """``clock`` dates the events."""
        self._extractor = extractor
        self._clock = clock

    async def __call__(self, event: Event) -> Sequence[Event]:
        """Answer one event of the articles stream.

        Raises:
            ExtractionFailed: the pipeline raised on this article.
            WorkerLost: the worker died or overran its time.
        """
        if not isinstance(event.data, ArticleText):
            return ()
        extraction = await self._extractor.extract(event.data)
        return extraction_events(extraction, time=self._clock(), cause=event)
