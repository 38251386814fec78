"""Our own tables of places."""

import csv
from collections.abc import Mapping
from importlib import resources

_DATA = resources.files("claimwire_extractor") / "data"
TABLES = ("countries.csv", "regions.csv", "features.csv", "ukrainian.toml")
"""All of them."""


def table_bytes(table: str) -> bytes:
    """Read a table as it is."""
    return (_DATA / table).read_bytes()


def table_rows(table: str) -> list[dict[str, str]]:
    """Read the rows of a table; lines that begin with # are comments."""
    lines = table_bytes(table).decode().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def aliases_in(row: Mapping[str, str]) -> list[str]:
    """Read the aliases of a row."""
    return [alias for alias in row["aliases"].split("|") if alias]
