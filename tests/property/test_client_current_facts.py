"""What a subscriber derives from events is what the read models answer, whatever the history."""

from typing import TYPE_CHECKING

from hypothesis import given
from sqlalchemy import select
from tests.property.made_histories import HISTORIES, Said, entries, examples

from claimwire.client import CurrentFacts, Fact
from claimwire.events import ClaimReported
from claimwire.testing import published
from claimwire.views import ViewDatabase, current_claims, current_strikes
from claimwire_projection.adapters.view_store import ViewStore

if TYPE_CHECKING:
    from tests.conftest import FreshViews

Identity = tuple[str, str, int, int]


def identity(fact: Fact) -> Identity:
    name = fact.claim_id if isinstance(fact, ClaimReported) else fact.strike_id
    return fact.article_id, name, fact.revision, fact.generation


def in_the_views(database: ViewDatabase, history: list[Said]) -> set[Identity]:
    store, engine = ViewStore(database), database.reader()
    store.open("epoch", 0)
    try:
        store.apply(entries(history))
        claims, strikes = current_claims().subquery(), current_strikes().subquery()
        with engine.begin() as connection:
            return {
                tuple(row)
                for table, name in ((claims, claims.c.claim_id), (strikes, strikes.c.strike_id))
                for row in connection.execute(select(table.c.article_id, name, table.c.revision, table.c.generation))
            }
    finally:
        store.close()
        engine.dispose()


def with_its_texts(history: list[Said]) -> list[Said]:
    """Begin with all texts: a view counts no extraction without its text, and the log holds none."""
    texts = sorted({(said.article, said.revision) for said in history})
    return [Said("text", article, revision, published(article, revision)) for article, revision in texts] + history


def test_a_subscriber_comes_to_the_facts_of_the_read_models(views_kind: str, fresh_views: "FreshViews") -> None:
    @examples(views_kind, 80)
    @given(history=HISTORIES.filter(bool))
    def holds(history: list[Said]) -> None:
        facts, told = CurrentFacts(), dict[tuple[str, str], Fact]()

        for said in history:
            change = facts.read(said.event)
            for fact in change.withdrawn:
                assert told.pop(identity(fact)[:2]) is not None
            told |= {identity(fact)[:2]: fact for fact in change.current}

        wanted = in_the_views(fresh_views(), with_its_texts(history))
        assert set(map(identity, facts)) == wanted
        assert set(map(identity, told.values())) == wanted

    holds()
