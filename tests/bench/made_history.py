"""Articles with what was extracted from them, as a log holds them."""

from typing import Final

from tests.bench.made_articles import articles

from claimwire.events import Event
from claimwire.log import Append, EventLog
from claimwire.testing import completed, made_news, reported_claim, reported_strike

_AT_ONCE: Final = 100


def outputs(article_id: str, *, claims: int = 1) -> list[Event]:
    """Some claims, a strike and the statement that they are all."""
    claim_ids = [made_news.fact_id(f"{article_id} claim {number}") for number in range(claims)]
    strike_id = made_news.fact_id(f"{article_id} strike")
    return [
        *(reported_claim(article_id, claim_id) for claim_id in claim_ids),
        reported_strike(article_id, strike_id),
        completed(article_id, claims=tuple(claim_ids), strikes=(strike_id,)),
    ]


async def write_history(log: EventLog, count: int) -> int:
    """Append articles, each followed by three claims, a strike and its statement; return the number of events."""
    total = 0
    for first in range(0, count, _AT_ONCE):
        made = articles(min(_AT_ONCE, count - first), first=first)
        events = [event for article in made for event in (article, *outputs(article.subject, claims=3))]
        await log.append([Append(event=event) for event in events])
        total += len(events)
    return total
