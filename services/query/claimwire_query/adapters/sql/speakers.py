"""Who speaks, asked in SQL."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, literal, select

from claimwire.views import current_claims, speakers_of
from claimwire.views.schema import claims
from claimwire_query.adapters.sql.claims import is_speaker
from claimwire_query.adapters.sql.conditions import of_article
from claimwire_query.adapters.sql.walk import Page, SortKey, Walk
from claimwire_query.core.filters import SpeakerFilter
from claimwire_query.core.items import SpeakerItem


def speaker_page(connection: Connection, asked: SpeakerFilter) -> Page[SpeakerItem]:
    """Speakers of current claims that pass the filters, who spoke last first.

    Raises:
        BadCursor: the cursor is not of this listing with these filters.
    """
    walk = Walk.begin(connection, "speakers", asked)
    said = current_claims(asked.as_of, walk.recorded_as_of).where(*of_article(asked), *_conditions(asked))
    speaker = speakers_of(said).subquery("speaker")
    query = select(speaker, speaker.c.last_said_at.label("said_at"), speaker.c.key.label("article_id"))
    sort = SortKey(speaker.c.last_said_at, speaker.c.key, literal(0), literal(""))
    rows, cursor = walk.rows(connection, query, sort)
    items = tuple(SpeakerItem(**{name: getattr(row, name) for name in SpeakerItem.model_fields}) for row in rows)
    return Page(items, cursor, walk.recorded_as_of)


def _conditions(asked: SpeakerFilter) -> Iterator[ColumnElement[bool]]:
    if asked.speaker is not None:
        yield is_speaker(asked.speaker)
    if asked.speaker_kind:
        yield claims.c.speaker_kind.in_(asked.speaker_kind)
