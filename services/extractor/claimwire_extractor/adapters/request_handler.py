"""What the extractor answers to a request of the backfill lane."""

from collections.abc import Callable, Sequence
from datetime import datetime

from claimwire.errors import EntryMissing, NewerExtractorNeeded
from claimwire.events import ArticleText, EntryRedacted, Event, ExtractionRequested
from claimwire.log import Position
from claimwire_extractor.adapters.history_page import HistoryPage
from claimwire_extractor.core.events import extraction_events
from claimwire_extractor.core.extractor import Extractor


class RequestHandler:
    """Extracts a revision of history again; what has been taken down since needs no answer."""

    def __init__(
        self,
        extractor: Extractor,
        history: HistoryPage,
        clock: Callable[[], datetime],
        *,
        generation: int,
        leave: Callable[[], None],
    ) -> None:
        """``generation`` is the extractor's; ``leave`` is called when a request is for a newer one."""
        self._extractor = extractor
        self._history = history
        self._clock = clock
        self._generation = generation
        self._leave = leave

    async def __call__(self, event: Event) -> Sequence[Event]:
        """Answer one event of the backfill lane; the answer continues the chain of the article.

        Raises:
            NewerExtractorNeeded: the request is for a newer generation.
            EntryMissing: the article is not where the request says.
            ExtractionFailed: the pipeline raised on this article.
            WorkerLost: the worker died or overran its time.
        """
        request = event.data
        if not isinstance(request, ExtractionRequested):
            return ()
        if request.generation > self._generation:
            self._leave()
            raise NewerExtractorNeeded(
                f"article {request.article_id} is to be read by generation {request.generation}, "
                f"and this extractor is {self._generation}: upgrade it"
            )
        article = (await self._history.event_at(Position.parse(request.position))).data
        if isinstance(article, EntryRedacted):
            return ()
        if not isinstance(article, ArticleText) or _identity(article) != _identity(request):
            raise EntryMissing(
                f"what stands at {request.position} is not article {request.article_id} revision {request.revision}"
            )
        extraction = await self._extractor.extract(article)
        return extraction_events(extraction.requested_by(event.causationid), time=self._clock(), cause=event)


def _identity(body: ArticleText | ExtractionRequested) -> tuple[str, int]:
    return body.article_id, body.revision
