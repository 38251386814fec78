"""What turns articles into extractions: the port."""

from typing import Protocol

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction


class Extractor(Protocol):
    """Extracts one article at a call; several calls may run at once."""

    async def extract(self, article: ArticleText) -> Extraction:
        """Read one revision and say all that is claimed and struck in it.

        Raises:
            ExtractionFailed: the pipeline raised on this article, and would again.
            WorkerLost: the process that worked on it died, or overran its time.
        """
        ...
