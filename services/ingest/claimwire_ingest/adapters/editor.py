"""From what was received to an article ready to be published."""

from collections.abc import Collection
from dataclasses import replace

from claimwire_ingest.adapters.language import detect_language
from claimwire_ingest.adapters.page import read_page
from claimwire_ingest.adapters.tracking import tracking_parameters
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.received import Received


class Editor:
    """Reads pages, tells languages, cleans; takes a processor for up to a second, so keep it off the event loop."""

    def __init__(self) -> None:
        """Read the list of tracking parameters."""
        self._tracking: Collection[str] = tracking_parameters()

    def edit(self, received: Received) -> Article:
        """Make the article.

        Raises:
            UnreadableArticle: it has no text, or nothing identifies it.
        """
        if received.submission.html is not None:
            received = replace(received, submission=read_page(received.submission))
        article = Article.of(received, self._tracking)
        return article if article.language else replace(article, language=detect_language(article.text))
