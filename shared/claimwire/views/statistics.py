"""How SQLite is told what the tables look like, so that it plans the same way on a small file and on a huge one.

Without statistics it takes every table for equally large: it sorts all claims to give the first
fifty, where it could walk the newest articles. Statistics gathered at some moment would make a plan
depend on that moment. So typical ones are written once, as SQLite's documentation of ANALYZE provides.
"""

from typing import Final

from sqlalchemy import Connection, text

_TYPICAL: Final = {
    ("articles", "sqlite_autoindex_articles_1"): "100000 1 1",
    ("articles", "articles_said_at"): "100000 1",
    ("articles", "articles_position"): "100000 1",
    ("extractions", "sqlite_autoindex_extractions_1"): "100000 1 1 1",
    ("listed_facts", "listed_facts"): "800000 8 8 8 1",
    ("claims", "sqlite_autoindex_claims_1"): "600000 6 6 6 1",
    ("claims", "claims_id"): "600000 1",
    ("claims", "claims_speaker"): "600000 100",
    ("claims", "claims_position"): "600000 1",
    ("claim_statuses", "sqlite_autoindex_claim_statuses_1"): "200000 2 2 2 1 1",
    ("strikes", "sqlite_autoindex_strikes_1"): "200000 2 2 2 1",
    ("strikes", "strikes_id"): "200000 1",
    ("strikes", "strikes_occurred"): "200000 200",
    ("strikes", "strikes_position"): "200000 1",
    ("strike_places", "sqlite_autoindex_strike_places_1"): "300000 3 3 3 2 2 1",
    ("strike_places", "strike_places_name"): "300000 100",
    ("strike_places", "strike_places_country"): "300000 5000",
    ("withdrawals", "sqlite_autoindex_withdrawals_1"): "1000 1 1",
}
"""By table and index: number of rows, then rows that share the first column, the first two, and so on."""


def write_statistics(connection: Connection) -> None:
    """Replace whatever statistics there are; connections opened afterwards plan by them."""
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of statistics
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    rows = [{"tbl": table, "idx": index, "stat": stat} for (table, index), stat in _TYPICAL.items()]
    connection.execute(text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:tbl, :idx, :stat)"), rows)
