"""The read models as the projection writes them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.exc import OperationalError

from claimwire.errors import LogMismatch, ViewInUse, ViewUnavailable
from claimwire.log import Entry, EntryId
from claimwire.views import read_checkpoint, view_name, writer_engine
from claimwire.views.schema import checkpoints
from claimwire_projection.adapters.applier import Applier


class ViewStore:
    """Rows and checkpoint of one partition's view: they change together or not at all.

    Methods block, so an event loop calls them in a thread, one at a time.
    """

    def __init__(self, path: Path) -> None:
        """``path`` is the view's file; nothing is opened yet."""
        self._path = path
        self._engine: Engine | None = None
        self._partition = 0
        self._position = EntryId.START

    def open(self, epoch: str, partition: int) -> EntryId:
        """Make the tables if need be; return the checkpoint, which is the start for a new view.

        Raises:
            LogMismatch: the view was built from another log.
            ViewUnavailable: the database cannot be opened for now.
        """
        with _translated(self._path):
            self._engine = self._engine or writer_engine(self._path)
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
        with _translated(self._path), self._engine.begin() as connection:
            self._move(connection, entries[-1].id)
            Applier(connection, self._partition).apply(entries)
        self._position = entries[-1].id

    def close(self) -> None:
        """Let go of the file."""
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
                f"the read models in {self._path} were built from the log of epoch {found.epoch}, but this log is of epoch {epoch}: "
                "point the projection to the right log, or delete the file (with its -wal and -shm) to rebuild it from this one"
            )
        return found.position.id

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
                f"another projection writes {self._path}: it moved the checkpoint of {view_name()} away from {self._position}. Stop one of the two"
            )


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise ViewUnavailable(
            f"the read models in {path} cannot be written ({error.orig}): see to the disk's free space and to other writers"
        ) from error
