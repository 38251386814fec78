"""Which rows are current, now or at an earlier time: one construct for all questions.

``as_of`` asks what the press had said by then: only revisions with ``said_at`` up to then count.
``recorded_as_of`` asks what this system knew by then: only rows the log had recorded by then count.
Both are inclusive, may be combined, and are null for "now".
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, select, tuple_

from claimwire.views.schema import (
    articles,
    claims,
    extractions,
    listed_facts,
    strike_places,
    strikes,
    withdrawals,
)


def current_extractions(
    as_of: datetime | None = None, recorded_as_of: datetime | None = None
) -> Select[tuple[str, int, int]]:
    """Select article_id, revision and generation of the extraction that holds for each article.

    It is the one with the greatest (revision, generation), whatever the order of arrival, unless a
    withdrawal covers its revision. An extraction whose article's text is not here does not count.
    """
    extraction, newer = extractions.alias("extraction"), extractions.alias("newer_extraction")
    return select(extraction.c.article_id, extraction.c.revision, extraction.c.generation).where(
        _visible(extraction, as_of, recorded_as_of),
        ~exists().where(
            newer.c.article_id == extraction.c.article_id,
            tuple_(newer.c.revision, newer.c.generation) > tuple_(extraction.c.revision, extraction.c.generation),
            _visible(newer, as_of, recorded_as_of),
        ),
        ~_withdrawn(extraction, as_of, recorded_as_of),
    )


def current_articles(as_of: datetime | None = None, recorded_as_of: datetime | None = None) -> Select[Any]:
    """Select the newest revision of each article that is not withdrawn, with all its columns."""
    newer = articles.alias("newer_article")
    return select(articles).where(
        *_known(articles, as_of, recorded_as_of),
        ~exists().where(
            newer.c.article_id == articles.c.article_id,
            newer.c.revision > articles.c.revision,
            *_known(newer, as_of, recorded_as_of),
        ),
        ~_withdrawn(articles, as_of, recorded_as_of),
    )


def current_claims(as_of: datetime | None = None, recorded_as_of: datetime | None = None) -> Select[Any]:
    """Select the current claims with all their columns and ``said_at``; may be filtered further.

    The tables ``claims`` and ``articles`` (the revision the claim was read in) can be named in further conditions.
    """
    return _current_facts(claims, claims.c.claim_id, as_of, recorded_as_of)


def current_strikes(as_of: datetime | None = None, recorded_as_of: datetime | None = None) -> Select[Any]:
    """Select the current strikes with all their columns and ``said_at``; may be filtered further.

    The tables ``strikes`` and ``articles`` (the revision the strike was read in) can be named in further conditions.
    """
    return _current_facts(strikes, strikes.c.strike_id, as_of, recorded_as_of)


def speakers_of(claims_said: Select[Any]) -> Select[Any]:
    """Select key, name, kind, number of claims, first_said_at and last_said_at of who speaks in some :func:`current_claims`.

    Counted when asked, so a revision or a withdrawal needs no correction.
    """
    spoken = claims_said.subquery("spoken")
    return select(
        spoken.c.speaker_key.label("key"),
        func.min(spoken.c.speaker_name).label("name"),
        func.min(spoken.c.speaker_kind).label("kind"),
        func.count().label("claims"),
        func.min(spoken.c.said_at).label("first_said_at"),
        func.max(spoken.c.said_at).label("last_said_at"),
    ).group_by(spoken.c.speaker_key)


def places_of(strikes_said: Select[Any]) -> Select[Any]:
    """Select the places hit in some :func:`current_strikes`, each with its number of strikes, first_said_at and last_said_at.

    A place is a key with country, admin1 and coordinates: two towns of one name are two places. The
    table ``strike_places`` can be named in further conditions.
    """
    struck = strikes_said.subquery("struck")
    place = strike_places.c
    identity = (place.name_key, place.country, place.admin1, place.latitude, place.longitude)
    same_strike = and_(
        place.strike_id == struck.c.strike_id,
        *(place[name] == struck.c[name] for name in ("article_id", "revision", "generation")),
    )
    return (
        select(
            place.name_key.label("key"),
            func.min(place.name).label("name"),
            *identity[1:],
            func.min(place.precision).label("precision"),
            func.count(place.strike_id.distinct()).label("strikes"),
            func.min(struck.c.said_at).label("first_said_at"),
            func.max(struck.c.said_at).label("last_said_at"),
        )
        .join_from(struck, strike_places, same_strike)
        .where(place.role == "place")
        .group_by(*identity)
    )


def _current_facts(
    facts: FromClause, fact_id: ColumnElement[str], as_of: datetime | None, recorded_as_of: datetime | None
) -> Select[Any]:
    current = current_extractions(as_of, recorded_as_of).subquery("current_extraction")
    revision = and_(articles.c.article_id == facts.c.article_id, articles.c.revision == facts.c.revision)
    return (
        select(facts, articles.c.said_at)
        .join_from(facts, current, _same_extraction(facts, current))
        .join(listed_facts, and_(_same_extraction(facts, listed_facts), listed_facts.c.fact_id == fact_id))
        .join(articles, revision)
        .where(*_recorded(facts, recorded_as_of))
    )


def _same_extraction(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in ("article_id", "revision", "generation")))


def _visible(extraction: FromClause, as_of: datetime | None, recorded_as_of: datetime | None) -> ColumnElement[bool]:
    read = articles.alias()
    return and_(
        exists().where(
            read.c.article_id == extraction.c.article_id,
            read.c.revision == extraction.c.revision,
            *_known(read, as_of, recorded_as_of),
        ),
        *_recorded(extraction, recorded_as_of),
    )


def _withdrawn(revision: FromClause, as_of: datetime | None, recorded_as_of: datetime | None) -> ColumnElement[bool]:
    return exists().where(
        withdrawals.c.article_id == revision.c.article_id,
        withdrawals.c.revision >= revision.c.revision,
        *_known(withdrawals, as_of, recorded_as_of),
    )


def _known(rows: FromClause, as_of: datetime | None, recorded_as_of: datetime | None) -> list[ColumnElement[bool]]:
    said = [rows.c.said_at <= as_of] if as_of else []
    return [*said, *_recorded(rows, recorded_as_of)]


def _recorded(rows: FromClause, recorded_as_of: datetime | None) -> list[ColumnElement[bool]]:
    return [rows.c.recorded_at <= recorded_as_of] if recorded_as_of else []
