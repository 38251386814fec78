"""Rows that belong to a row of another table, and are written only with it."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table, exists

from claimwire.views.schema import claim_statuses, claims, extractions, listed_facts, strike_places, strikes

_OWNERS: Final = {listed_facts: extractions, claim_statuses: claims, strike_places: strikes}


def given_columns(table: Table) -> list[Column[Any]]:
    """The columns of a row as it is handed over: with its entry's position, which some tables do not keep."""
    owner = _OWNERS.get(table)
    return [*table.columns, *([owner.c.position] if owner is not None else [])]


def is_written(table: Table, given: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[bool]]:
    """Conditions on the values of a row.

    A repeated event finds its row there and adds nothing. Its dependent rows are added only if the row
    they belong to came from the same entry: else a repeat that says something else would mix with the first.
    """
    owner = _OWNERS.get(table)
    if owner is None:
        return []
    key = [column == given[column.name] for column in owner.primary_key if column.name in table.c]
    return [exists().where(*key, owner.c.position == given["position"])]
