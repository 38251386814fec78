"""Ingest's own index of article heads, for articles that the log's bounded memory has forgotten."""

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from claimwire.errors import IndexUnavailable, UndecodableEntry
from claimwire.events import ArticleText, ArticleWithdrawn, Redact, Stream
from claimwire.log import Entry, EntryId, EventLog, Head
from claimwire.replay import HistoryReader

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

_BATCH: Final = 500
_READ: Final = (Stream.ARTICLES, Stream.CONTROL)
_METADATA: Final = MetaData()
_HEADS: Final = Table(
    "heads",
    _METADATA,
    Column("article_id", String, primary_key=True),
    Column("head", String, nullable=False),
    sqlite_with_rowid=False,
)
_TAKEN_DOWN: Final = Table(
    "taken_down", _METADATA, Column("article_id", String, primary_key=True), sqlite_with_rowid=False
)
_CHECKPOINT: Final = Table(
    "checkpoint",
    _METADATA,
    Column("only", Integer, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("known_until", String, nullable=False),
)


class ArticleIndex:
    """The newest head of every article up to a position of the log, in an SQLite file.

    It holds nothing that the log does not: a file that is missing, broken, of another log or of a newer state of it is made
    anew, and fills at the next :meth:`refresh`. Several processes may share the file.
    """

    def __init__(self, file: Path) -> None:
        """Nothing is touched until the first call."""
        self._file = file
        self._engine: Engine | None = None
        self._turn = threading.Lock()

    @classmethod
    def in_folder(cls, data_dir: Path) -> "ArticleIndex":
        """Use the index of a data folder."""
        return cls(data_dir / "ingest" / "heads.sqlite")

    async def find(self, article_ids: Collection[str], epoch: str) -> tuple[Mapping[str, Head], EntryId]:
        """Look heads up, and tell up to where in the log of this epoch they are known.

        Raises:
            IndexUnavailable: the file cannot be read for now.
        """
        return await asyncio.to_thread(self._in_file, lambda connection: _find(connection, article_ids, epoch))

    async def was_taken_down(self, article_id: str) -> bool:
        """Whether a command to take an article down was in the log when the index last caught up with it.

        Raises:
            IndexUnavailable: the file cannot be read for now.
        """
        asked = select(_TAKEN_DOWN).where(_TAKEN_DOWN.c.article_id == article_id)
        return await asyncio.to_thread(self._in_file, lambda connection: connection.execute(asked).first() is not None)

    async def refresh(self, log: EventLog, history: HistoryReader | None = None) -> None:
        """Catch up with all that the log holds now; ``history``, when given, has what was trimmed from it too.

        Raises:
            BehindTrimLine: some of it is in the archive only, and no history was given.
            IndexUnavailable: the file cannot be written for now.
        """
        known_until = (await self.find((), log.epoch))[1]
        # Asked after the index: meanwhile another process may take both further.
        end = await log.end()
        if known_until > end:
            logger.warning(
                "%s knows the log up to %s, which ends at %s: an older backup was restored, so it is made anew",
                self._file,
                known_until,
                end,
            )
            await asyncio.to_thread(self._in_file, _forget)
        while (known_until := (await self.find((), log.epoch))[1]) < end:
            entries = await (history or log).read(known_until, _READ, limit=_BATCH)
            page = _Page(_heads(entries), log.epoch, known_until, entries[-1].id if entries else end)
            await asyncio.to_thread(self._in_file, partial(_store, page=page))

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._let_go()

    def _in_file(self, work: Callable[[Connection], Result]) -> Result:
        with self._turn:
            try:
                return self._transact(work)
            except OperationalError as error:
                raise IndexUnavailable(
                    f"{self._file} cannot be used for now: {error.orig}; senders may retry"
                ) from error
            except DatabaseError as error:
                logger.warning("%s is broken (%s): making it anew from the log", self._file, error.orig)
            self._let_go()
            # A file of an older claimwire may have a write-ahead log beside it.
            for ending in ("", "-journal", "-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            return self._transact(work)

    def _transact(self, work: Callable[[Connection], Result]) -> Result:
        if self._engine is None:
            self._engine = _opened(self._file)
        with self._engine.begin() as connection:
            return work(connection)

    def _let_go(self) -> None:
        if self._engine:
            self._engine.dispose()
            self._engine = None


@dataclass(frozen=True, slots=True)
class _Page:
    heads: Mapping[str, Head | None]
    """Null of articles that are to be taken down: a repeat must be sent to the log, which bars it."""
    epoch: str
    after: EntryId
    until: EntryId


def _opened(file: Path) -> Engine:
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"timeout": 10, "isolation_level": None},
        # Opening an SQLite file costs next to nothing, and nothing stays open when a call fails.
        poolclass=NullPool,
    )
    # Without IMMEDIATE two processes that both read first and then write lock each other out.
    # Nor a write-ahead log: of two that switch a new file to it at once, SQLite fails one without waiting.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    _METADATA.create_all(engine)
    return engine


def _find(connection: Connection, article_ids: Collection[str], epoch: str) -> tuple[Mapping[str, Head], EntryId]:
    known_until = _known_until(connection, epoch)
    if known_until == EntryId.START:
        return {}, known_until
    rows = connection.execute(select(_HEADS).where(_HEADS.c.article_id.in_(article_ids)))
    return {row.article_id: Head.parse(row.head) for row in rows}, known_until


def _known_until(connection: Connection, epoch: str) -> EntryId:
    row = connection.execute(select(_CHECKPOINT)).one_or_none()
    return EntryId.parse(row.known_until) if row and row.epoch == epoch else EntryId.START


def _forget(connection: Connection) -> None:
    connection.execute(delete(_CHECKPOINT))


def _store(connection: Connection, *, page: _Page) -> None:
    if _known_until(connection, page.epoch) != page.after:
        return  # another process was faster
    if page.after == EntryId.START:
        connection.execute(delete(_HEADS))
        connection.execute(delete(_TAKEN_DOWN))
    if gone := [article for article, head in page.heads.items() if head is None]:
        connection.execute(delete(_HEADS).where(_HEADS.c.article_id.in_(gone)))
        taken_down = insert(_TAKEN_DOWN).on_conflict_do_nothing()
        connection.execute(taken_down, [{"article_id": article} for article in gone])
    if page.heads.keys() - set(gone):
        upsert = insert(_HEADS)
        connection.execute(
            upsert.on_conflict_do_update(index_elements=["article_id"], set_={"head": upsert.excluded.head}),
            [{"article_id": article, "head": str(head)} for article, head in page.heads.items() if head],
        )
    connection.execute(delete(_CHECKPOINT))
    connection.execute(insert(_CHECKPOINT).values(epoch=page.epoch, known_until=str(page.until)))


def _heads(entries: Sequence[Entry]) -> Mapping[str, Head | None]:
    heads: dict[str, Head | None] = {}
    for entry in entries:
        try:
            body = entry.event().data
        except UndecodableEntry as error:
            logger.warning("%s/%s is passed over: %s", entry.stream, entry.id, error)
            continue
        if isinstance(body, ArticleText):
            heads[body.article_id] = Head(body.revision, body.content_hash)
        elif isinstance(body, ArticleWithdrawn):
            heads[body.article_id] = Head(body.revision, "")
        elif isinstance(body, Redact):
            heads[body.article_id] = None
    return heads
