"""Rows of an article that is taken down, out of every table."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Delete, delete, select

from claimwire.events import DeadLetterParked, Stream
from claimwire.log import Entry
from claimwire.subscriptions import read_fields
from claimwire.takedown import speaks_of
from claimwire.views.schema import dead_letters, metadata, parked, redactions
from claimwire_projection.adapters.parking_lot import parked_entry
from claimwire_projection.adapters.ready_batch import ReadyBatch

_OF_ARTICLES: Final = [
    table for table in reversed(metadata.sorted_tables) if "article_id" in table.c and table is not redactions
]
"""In an order in which what refers to a row goes before it."""


class Erasure:
    """What was taken down of one build, inside one transaction.

    An article that is in the table ``redactions`` has no rows elsewhere, whatever the log still gives:
    so it makes no difference whether a build learns of the takedown early or late.
    """

    def __init__(self, connection: Connection) -> None:
        """Use a transaction that its owner ends."""
        self._connection = connection
        self._known: set[str] | None = None

    @property
    def articles(self) -> set[str]:
        """The articles taken down."""
        if self._known is None:
            self._known = set(self._connection.execute(select(redactions.c.article_id)).scalars())
        return self._known

    def leaves(self, entry: Entry) -> bool:
        """Whether an entry, as it seems from outside, may be of an article that was not taken down."""
        if not self.articles or entry.stream is Stream.CONTROL:
            return True
        if entry.stream is Stream.DEAD:
            return not self.is_about_one(entry)
        return entry.fields.get(b"subject", b"").decode(errors="replace") not in self.articles

    def leaves_all(self, batch: ReadyBatch) -> bool:
        """Whether none of a batch's entries is, or holds, one that :meth:`leaves` might pass over."""
        return not self.articles or (Stream.DEAD not in batch.streams and self.articles.isdisjoint(batch.articles))

    def is_about_one(self, entry: Entry) -> bool:
        """Whether an entry speaks of an article that was taken down."""
        return any(speaks_of(entry, article) for article in self.articles)

    def erase(self, article_id: str) -> None:
        """Delete all rows of an article; that it was taken down is in the table already."""
        for table in _OF_ARTICLES:
            self._connection.execute(delete(table).where(table.c.article_id == article_id))
        self._connection.execute(delete(dead_letters).where(dead_letters.c.subject == article_id))
        # What nobody could read has no article's id in its row.
        for deletion in [*self._letters_about(article_id), *self._parked_about(article_id)]:
            self._connection.execute(deletion)
        self.articles.add(article_id)

    def _letters_about(self, article_id: str) -> Iterator[Delete]:
        for row in self._connection.execute(select(dead_letters.c.position, dead_letters.c.body)):
            letter = DeadLetterParked.model_validate(row.body)
            stream = Stream(letter.stream) if letter.stream in set(Stream) else Stream.ARTICLES
            if speaks_of(Entry(stream, row.position, read_fields(letter.fields)), article_id):
                yield delete(dead_letters).where(dead_letters.c.position == row.position)

    def _parked_about(self, article_id: str) -> Iterator[Delete]:
        for row in self._connection.execute(select(parked)):
            if speaks_of(parked_entry(row), article_id):
                yield delete(parked).where(parked.c.position == row.position, parked.c.stream == row.stream)
