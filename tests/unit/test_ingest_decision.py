from datetime import UTC, datetime

import pytest

from claimwire.events import ArticlePublished, ArticleRevised, ArticleSource, ArticleWithdrawn
from claimwire.events.ids import event_id
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.decision import NEVER_SEEN, Known, Outcome, decide, decide_withdrawal

NOW = datetime(2031, 3, 4, 7, 0, tzinfo=UTC)
ARTICLE = Article(
    article_id="a-1",
    url="https://courier.example/a",
    publisher="The Courier",
    headline=None,
    byline=None,
    language="en",
    published_at=None,
    modified_at=None,
    text="The harbour was closed.",
    content_hash="c" * 64,
    source=ArticleSource.API,
)


def test_an_article_never_seen_is_published() -> None:
    decision = decide(ARTICLE, NEVER_SEEN, NOW)

    assert (decision.outcome, decision.known) == (Outcome.PUBLISHED, Known(1, "c" * 64))
    assert decision.event
    assert decision.event.id == event_id("claimwire.article.published", "a-1", 1)
    assert (decision.event.source, decision.event.subject, decision.event.time) == ("claimwire/ingest", "a-1", NOW)
    assert decision.event.data == ArticlePublished(
        article_id="a-1",
        revision=1,
        url="https://courier.example/a",
        publisher="The Courier",
        language="en",
        retrieved_at=NOW,
        text="The harbour was closed.",
        content_hash="c" * 64,
        source=ArticleSource.API,
    )


@pytest.mark.parametrize("before", [Known(4, "d" * 64), Known(4, "")], ids=["another text", "withdrawn"])
def test_a_changed_text_is_the_next_revision(before: Known) -> None:
    decision = decide(ARTICLE, before, NOW)

    assert (decision.outcome, decision.known) == (Outcome.REVISED, Known(5, "c" * 64))
    assert decision.event
    assert decision.event.id == event_id("claimwire.article.revised", "a-1", 5)
    assert isinstance(decision.event.data, ArticleRevised)
    assert decision.event.data.revision == 5


def test_the_same_text_is_a_duplicate() -> None:
    decision = decide(ARTICLE, Known(4, "c" * 64), NOW)

    assert (decision.outcome, decision.event, decision.known) == (Outcome.DUPLICATE, None, Known(4, "c" * 64))


def test_a_withdrawal_names_the_last_revision_it_withdraws() -> None:
    decision = decide_withdrawal("a-1", "retracted", Known(4, "c" * 64), NOW)

    assert (decision.outcome, decision.known) == (Outcome.WITHDRAWN, Known(4, ""))
    assert decision.event
    assert decision.event.id == event_id("claimwire.article.withdrawn", "a-1", 4)
    assert decision.event.data == ArticleWithdrawn(article_id="a-1", revision=4, reason="retracted")


def test_a_withdrawn_article_is_not_withdrawn_again() -> None:
    decision = decide_withdrawal("a-1", "again", Known(4, ""), NOW)

    assert (decision.outcome, decision.event) == (Outcome.DUPLICATE, None)
