"""The read models as the projection writes them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError, ProgrammingError

from claimwire.errors import LogMismatch, ViewInUse, ViewUnavailable
from claimwire.log import Entry, EntryId
from claimwire.views import ViewDatabase, read_checkpoint, view_name
from claimwire.views.schema import checkpoints
from claimwire_projection.adapters.applier import Applier, SuspectBatch

_AWAY: Final = (OperationalError, InterfaceError, InternalError)
"""What is wrong is the database or the way to it; a server that became a read-only replica answers with the last one."""


class ViewStore:
    """Rows and checkpoint of one partition's view: they change together or not at all.

    Methods block, so an event loop calls them in a thread, one at a time.
    """

    def __init__(self, database: ViewDatabase) -> None:
        """Nothing is opened yet."""
        self._database = database
        self._engine: Engine | None = None
        self._partition = 0
        self._position = EntryId.START
        self._in_doubt: EntryId | None = None

    def open(self, epoch: str, partition: int) -> EntryId:
        """Make the tables if need be; return the checkpoint, which is the start for a new view.

        Raises:
            LogMismatch: the view was built from another log.
            ViewUnavailable: the database cannot be opened for now.
        """
        # Whoever has yet to grant a right is waited for, as a server that has yet to start is.
        with self._translated(*_AWAY, ProgrammingError):
            self._engine = self._engine or self._database.writer()
            with self._engine.begin() as connection:
                self._partition = partition
                self._position = self._opened(connection, epoch)
        return self._position

    def apply(self, entries: Sequence[Entry]) -> None:
        """Apply the entries that follow the checkpoint and move it to the last one, in one transaction.

        An entry that cannot be applied is parked; later ones of its article queue behind it.

        Raises:
            ViewInUse: another projection has moved the checkpoint.
            ViewUnavailable: nothing was written; the same call may succeed later.
        """
        if self._engine is None:
            raise ViewUnavailable("the view is not open; open it, then apply")
        with self._translated(*_AWAY):
            try:
                self._transact(self._engine, entries, Applier.apply_whole)
            except SuspectBatch:
                self._transact(self._engine, entries, Applier.apply)
        self._position, self._in_doubt = entries[-1].id, None

    def close(self) -> None:
        """Let go of the database."""
        if self._engine:
            self._engine.dispose()
            self._engine = None

    def _opened(self, connection: Connection, epoch: str) -> EntryId:
        found = read_checkpoint(connection, self._partition)
        if found is None:
            connection.execute(
                insert(checkpoints).values(
                    name=view_name(), partition=self._partition, epoch=epoch, position=EntryId.START
                )
            )
            return EntryId.START
        if found.epoch != epoch:
            raise LogMismatch(
                f"the read models in {self._database.name} were built from the log of epoch {found.epoch}, but this log is of epoch {epoch}: "
                f"point the projection to the right log, or {self._database.removal} to rebuild it from this one"
            )
        return found.position.id

    def _transact(
        self, engine: Engine, entries: Sequence[Entry], apply: Callable[[Applier, Sequence[Entry]], None]
    ) -> None:
        last = entries[-1].id
        with engine.begin() as connection:
            if not self._was_committed(connection, last):
                self._move(connection, last)
                apply(Applier(connection, self._partition), entries)
                self._in_doubt = last

    def _was_committed(self, connection: Connection, last: EntryId) -> bool:
        # A connection lost during the commit leaves open what became of it. Without this look, the same
        # entries told again would find the checkpoint moved, and blame another projection.
        if self._in_doubt != last:
            return False
        found = read_checkpoint(connection, self._partition)
        return found is not None and found.position.id == last

    def _move(self, connection: Connection, position: EntryId) -> None:
        moved = connection.execute(
            update(checkpoints)
            .where(
                checkpoints.c.name == view_name(),
                checkpoints.c.partition == self._partition,
                checkpoints.c.position == self._position,
            )
            .values(position=position)
        )
        if moved.rowcount != 1:
            raise ViewInUse(
                f"another projection writes {self._database.name}: it moved the checkpoint of {view_name()} away from {self._position}. Stop one of the two"
            )

    @contextmanager
    def _translated(self, *away: type[DBAPIError]) -> Iterator[None]:
        try:
            yield
        except away as error:
            raise ViewUnavailable(
                f"the read models in {self._database.name} cannot be written ({error.orig}): "
                "see to the database, its disk's free space and other writers"
            ) from error
