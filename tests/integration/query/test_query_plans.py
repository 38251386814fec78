"""A page must not cost more because the log is longer: that can be read off SQLite's plan, whatever the machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from claimwire.views import SqliteBuilds, SqliteViews, ViewReader
from claimwire.views.schema import metadata
from claimwire_query.adapters.sql.articles import article_page
from claimwire_query.adapters.sql.claims import claim_page
from claimwire_query.adapters.sql.strikes import strike_page
from claimwire_query.core.filters import ArticleFilter, ClaimFilter, StrikeFilter


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    SqliteViews(tmp_path).writer().dispose()
    view = ViewReader(SqliteBuilds(tmp_path))
    with view.read() as opened:
        yield opened
    view.close()


class Plans:
    """Notes how SQLite carries out every query."""

    def __init__(self, connection: Connection) -> None:
        self.steps: list[str] = []
        event.listen(connection, "before_cursor_execute", self._note)

    def _note(
        self, connection: Connection, _cursor: object, statement: str, parameters: tuple[Any, ...], *_more: object
    ) -> None:
        raw = connection.connection.cursor()
        raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        self.steps += [row[3] for row in raw.fetchall()]


def test_pages_walk_the_newest_articles(connection: Connection) -> None:
    plans = Plans(connection)
    claim_page(connection, ClaimFilter())
    strike_page(connection, StrikeFilter())
    article_page(connection, ArticleFilter())
    assert plans.steps.count("SCAN articles USING INDEX articles_said_at") == 3
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans.steps


def test_a_rare_speaker_is_found_by_name(connection: Connection) -> None:
    plans = Plans(connection)
    claim_page(connection, ClaimFilter(speaker="Kost"))
    assert any(step.startswith("SEARCH claims USING INDEX claims_speaker") for step in plans.steps)


def test_statistics_name_indexes_that_exist(tmp_path: Path) -> None:
    engine = SqliteViews(tmp_path).writer()
    with engine.begin() as opened:
        named = set(opened.exec_driver_sql("SELECT tbl, idx FROM sqlite_stat1").all())
        indexes = set(opened.exec_driver_sql("SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index'").all())
    engine.dispose()
    # A table without rowids is its own primary key's index.
    assert named - indexes == {("listed_facts", "listed_facts")}
    assert {index.name for table in metadata.tables.values() for index in table.indexes if table.name == "claims"} <= {
        index for _, index in named
    }
