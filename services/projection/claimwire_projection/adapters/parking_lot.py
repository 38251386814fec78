"""Entries that could not be applied, and those that wait behind them."""

import traceback
from collections.abc import Collection
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, select, update

from claimwire.events import EntryField, Stream
from claimwire.log import Entry, EntryId
from claimwire.subscriptions import read_fields, written_fields
from claimwire.views.schema import parked
from claimwire_projection.core.decision import Decision

_LONGEST_TRACEBACK: Final = 20_000


class ParkedState(StrEnum):
    """What has become of an entry in the table ``parked``."""

    PARKED = "parked"
    """It failed; an operator retries or skips it."""
    QUEUED = "queued"
    """It was not tried: an earlier entry of its article is parked."""
    RETRIED = "retried"
    """It has been applied."""
    SKIPPED = "skipped"
    """An operator decided that it stays out of this view; the log still holds it."""


_WAITING: Final = (ParkedState.PARKED.value, ParkedState.QUEUED.value)


class ParkingLot:
    """The table ``parked`` of one partition, inside one transaction."""

    def __init__(self, connection: Connection, partition: int) -> None:
        """Use a transaction that its owner ends."""
        self._connection = connection
        self._partition = partition

    def blocks(self, articles: Collection[str]) -> bool:
        """Whether an earlier entry of any of these articles still waits."""
        waiting = select(parked.c.position).where(
            parked.c.partition == self._partition, parked.c.article_id.in_(articles), parked.c.state.in_(_WAITING)
        )
        return self._connection.execute(waiting.limit(1)).first() is not None

    def park(self, entry: Entry, article: str | None, error: Exception) -> None:
        """Keep an entry that failed."""
        self._add(entry, article, state=ParkedState.PARKED.value, attempts=1, **_description(error))

    def queue(self, entry: Entry, article: str) -> None:
        """Keep an entry that must not overtake an earlier one of its article."""
        self._add(entry, article, state=ParkedState.QUEUED.value, attempts=0)

    def failed(self, entry: Entry, error: Exception, decision: Decision) -> None:
        """Note one more failure; what was queued is parked from now on."""
        self._tried(entry, ParkedState.PARKED, decision, **_description(error))

    def applied(self, entry: Entry, decision: Decision) -> None:
        """Note that it is in the view now; the decision may have been about an earlier one of its article."""
        self._tried(entry, ParkedState.RETRIED, decision)

    def skipped(self, entry: Entry, decision: Decision) -> None:
        """Note that it stays out of the view."""
        self._change(entry, state=ParkedState.SKIPPED.value, **asdict(decision))

    def at(self, position: EntryId, *states: ParkedState) -> list[tuple[Entry, str | None]]:
        """Find what is in one of these states at a position, each with its article.

        The log gives each position once; entries that strangers added may share one across streams.
        """
        found = self._select().where(
            parked.c.position == position, parked.c.state.in_([state.value for state in states])
        )
        return [
            (parked_entry(row), row.article_id) for row in self._connection.execute(found.order_by(parked.c.stream))
        ]

    def next_queued(self, article: str) -> Entry | None:
        """Find the first entry of an article that waits, unless that one is parked itself."""
        waiting = self._select().where(parked.c.article_id == article, parked.c.state.in_(_WAITING))
        row = self._connection.execute(waiting.order_by(parked.c.position, parked.c.stream).limit(1)).one_or_none()
        return parked_entry(row) if row and row.state == ParkedState.QUEUED.value else None

    def _select(self) -> Select[Any]:
        return select(parked).where(parked.c.partition == self._partition)

    def _add(self, entry: Entry, article: str | None, **values: object) -> None:
        self._connection.execute(
            insert(parked).values(
                partition=self._partition,
                position=entry.id,
                stream=entry.stream.value,
                event_type=entry.fields[b"type"].decode(errors="backslashreplace") if b"type" in entry.fields else None,
                article_id=article,
                fields=[field.model_dump(mode="json") for field in written_fields(entry.fields)],
                **values,
            )
        )

    def _tried(self, entry: Entry, state: ParkedState, decision: Decision, **values: str) -> None:
        self._change(entry, state=state.value, attempts=parked.c.attempts + 1, **asdict(decision), **values)

    def _change(self, entry: Entry, **values: Any) -> None:
        self._connection.execute(
            update(parked)
            .where(
                parked.c.partition == self._partition,
                parked.c.position == entry.id,
                parked.c.stream == entry.stream.value,
            )
            .values(**values)
        )


def _description(error: Exception) -> dict[str, str]:
    return {
        "error": f"{type(error).__name__}: {error}",
        "traceback": "".join(traceback.format_exception(error))[-_LONGEST_TRACEBACK:],
    }


def parked_entry(row: Row[Any]) -> Entry:
    """Give back the entry that a row of the table keeps."""
    fields = read_fields(EntryField.model_validate(field) for field in row.fields)
    return Entry(Stream(row.stream), row.position, fields)
