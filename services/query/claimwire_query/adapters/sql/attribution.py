"""On whose word a strike rests, as SQL conditions.

The names stand in the strike's body only, so the database's JSON functions unfold them.
"""

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, column, or_, select

from claimwire.views.column_types import Body
from claimwire.views.schema import claims, strikes
from claimwire_query.adapters.sql.conditions import has_key, has_words
from claimwire_query.adapters.sql.elements import Elements


def rests_on(speaker: str) -> ColumnElement[bool]:
    """A name printed in the attribution, or the resolved speaker of its claim, holds the words."""
    return _attributed(lambda printed: or_(has_words(printed, speaker), has_key(claims.c.speaker_key, speaker)))


def came_through(channel: str) -> ColumnElement[bool]:
    """The channel of a claim that the report rests on holds the words."""
    return _attributed(lambda _printed: has_key(claims.c.channel_key, channel))


def _attributed(condition: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> ColumnElement[bool]:
    name = Elements(strikes.c.body["attribution"]).table_valued(column("value", Body), name="attribution")
    printed = name.c.value["text"].as_string()
    its_claim = and_(
        *(claims.c[key] == strikes.c[key] for key in ("article_id", "revision", "generation")),
        claims.c.claim_id == name.c.value["claim_id"].as_string(),
    )
    found = select(1).select_from(name.outerjoin(claims, its_claim)).where(condition(printed))
    return found.correlate(strikes).exists()
