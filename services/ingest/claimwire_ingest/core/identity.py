"""Which article a submission is of."""

from collections.abc import Collection

from claimwire.errors import UnreadableArticle
from claimwire.events.ids import ArticleKey, article_id
from claimwire_ingest.core.canonical_url import canonical_url
from claimwire_ingest.core.received import Received


def identify(received: Received, tracking: Collection[str]) -> str:
    """Compute the article's id from the strongest thing known about it.

    That is the publisher's own id, else the canonical URL, else the id a file gives, else the
    file's path. ``tracking`` is as for :func:`canonical_url`.

    Raises:
        UnreadableArticle: nothing identifies it.
    """
    submission = received.submission
    if submission.publisher and submission.id:
        return article_id(ArticleKey.PUBLISHER, submission.publisher.strip(), submission.id.strip())
    if submission.url:
        return article_id(ArticleKey.URL, canonical_url(submission.url, tracking))
    if received.sidecar_id:
        return article_id(ArticleKey.SIDECAR, received.sidecar_id)
    if received.path:
        return article_id(ArticleKey.PATH, received.path)
    raise UnreadableArticle("nothing tells which article it is: give its url, or the publisher and the publisher's id")
