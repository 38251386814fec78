"""Which events of the articles stream are answered, and with what."""

from datetime import UTC, datetime

import pytest

from claimwire.events import ArticleSyndicated, ArticleText, Event, new_event, to_json
from claimwire.events.ids import event_id
from claimwire.testing import published, withdrawn
from claimwire_extractor.adapters.article_handler import ArticleHandler
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


class EmptyHanded:
    """Finds nothing in any article."""

    async def extract(self, article: ArticleText) -> Extraction:
        nothing = Findings(FoundClaims(claims=(), statuses=()), ())
        return report(article, nothing, model="made/1", sentences=1, elapsed_ms=0)


handle = ArticleHandler(EmptyHanded(), lambda: NOON)


def syndicated() -> Event:
    kind = "claimwire.article.syndicated"
    body = ArticleSyndicated(article_id="a", original_id="b", similarity=0.9)
    return new_event(body, id=event_id(kind, "a"), subject="a", source="claimwire/ingest", time=NOON)


@pytest.mark.parametrize("revision", [1, 2])
async def test_every_revision_is_answered_even_when_nothing_is_found(revision: int) -> None:
    event = published("a", revision)

    [answer] = await handle(event)

    assert answer.type == "claimwire.extraction.completed"
    assert (answer.subject, answer.time, answer.causationid) == ("a", NOON, event.id)
    assert f'"revision":{revision}' in to_json(answer)


@pytest.mark.parametrize("event", [withdrawn("a"), syndicated()], ids=lambda event: event.type)
async def test_what_has_no_text_needs_no_answer(event: Event) -> None:
    assert await handle(event) == ()
