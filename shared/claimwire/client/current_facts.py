"""Which claims and strikes hold, told from events."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Final

from claimwire.client.article_facts import ArticleFacts
from claimwire.client.change import Change, Fact
from claimwire.events import (
    ArticleWithdrawn,
    ClaimReported,
    ContractModel,
    EntryRedacted,
    Event,
    ExtractionCompleted,
    Redact,
    StrikeReported,
)


class CurrentFacts:
    """Keeps the claims and strikes that are current, as the read models do, from events in any order.

    Of an article they are those listed by the ``extraction.completed`` with the greatest (revision,
    generation), unless that revision was withdrawn or the article taken down. Begin with the start of
    history, or unpickle one that was kept with its position: what an event withdraws was said before it.
    """

    TYPES: Final[tuple[type[ContractModel], ...]] = (
        ClaimReported,
        StrikeReported,
        ExtractionCompleted,
        ArticleWithdrawn,
        EntryRedacted,
        Redact,
    )
    """What to subscribe to."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._articles: defaultdict[str, ArticleFacts] = defaultdict(ArticleFacts)

    def read(self, event: Event) -> Change:
        """Take an event in, and say what it changes; a repeat, and an event of another type, change nothing."""
        match event.data:
            case ClaimReported() | StrikeReported() as fact:
                return self._articles[fact.article_id].reported(fact)
            case ExtractionCompleted() as statement:
                return self._articles[statement.article_id].completed(statement)
            case ArticleWithdrawn(article_id=article_id, revision=revision):
                return self._articles[article_id].withdrawn(revision)
            case EntryRedacted(article_id=article_id) | Redact(article_id=article_id):
                return self._articles[article_id].redacted()
            case _:
                return Change()

    def of(self, article_id: str) -> tuple[Fact, ...]:
        """The facts of one article; none where it is not known."""
        found = self._articles.get(article_id)
        return tuple(found.current.values()) if found else ()

    def __iter__(self) -> Iterator[Fact]:
        """All of them."""
        return chain.from_iterable(article.current.values() for article in self._articles.values())
