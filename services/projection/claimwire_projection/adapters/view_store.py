"""The read models as the projection writes them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError, ProgrammingError

from claimwire.errors import LogMismatch, ViewDamaged, ViewInUse, ViewUnavailable
from claimwire.log import Entry, EntryId
from claimwire.views import (
    BuildName,
    BuildProgress,
    ViewDatabase,
    read_checkpoint,
    read_progress,
    view_name,
    write_progress,
)
from claimwire.views.schema import checkpoints, redactions
from claimwire_projection.adapters.applier import Applier, SuspectBatch
from claimwire_projection.adapters.erasure import Erasure
from claimwire_projection.adapters.error_policy import ErrorPolicy, ParkAlways
from claimwire_projection.adapters.ready_batch import ReadyBatch

_AWAY: Final = (OperationalError, InterfaceError, InternalError)
"""What is wrong is the database or the way to it; a server that became a read-only replica answers with the last one."""


_PARK_ALWAYS: Final = ParkAlways()


class ViewStore:
    """Rows and checkpoint of one partition in one build: they change together or not at all.

    Methods block, so an event loop calls them in a thread, one at a time.
    """

    def __init__(self, database: ViewDatabase, policy: ErrorPolicy = _PARK_ALWAYS) -> None:
        """Nothing is opened yet; ``policy`` says what becomes of an entry that cannot be applied."""
        self._database = database
        self._policy = policy
        self._held = ExitStack()
        self._engine: Engine | None = None
        self._partition = 0
        self._position = EntryId.START
        self._in_doubt: EntryId | None = None

    @property
    def build(self) -> BuildName:
        """Which build it is."""
        return self._database.build

    @property
    def dialect(self) -> str:
        """The kind of database it is, as SQLAlchemy calls it; it is open."""
        return self._opened_engine().dialect.name

    @property
    def position(self) -> EntryId:
        """The checkpoint: everything up to it is in the tables."""
        return self._position

    def open(self, epoch: str, partition: int) -> EntryId:
        """Keep other writers out, and make the tables if need be; return the checkpoint, which is the start for a new view.

        Raises:
            LogMismatch: the view was built from another log.
            ViewDamaged: what is stored is broken; this and every other method may find that.
            ViewInUse: another process writes it.
            ViewUnavailable: the database cannot be opened for now.
        """
        # Whoever has yet to grant a right is waited for, as a server that has yet to start is.
        with self._translated(*_AWAY, ProgrammingError):
            if self._engine is None:
                with ExitStack() as held:
                    held.enter_context(self._database.lock())
                    self._engine = self._database.writer()
                    self._held = held.pop_all()
            with self._engine.begin() as connection:
                self._partition = partition
                self._position = self._opened(connection, epoch)
        return self._position

    def apply(self, entries: Sequence[Entry]) -> None:
        """Apply the entries that follow the checkpoint and move it to the last one, in one transaction.

        An entry that cannot be applied is parked, if the policy permits it; later ones of its article queue behind it.

        Raises:
            RebuildStopped: the policy did not; nothing was written.
            ViewInUse: another projection has moved the checkpoint.
            ViewUnavailable: nothing was written; the same call may succeed later.
        """
        last = entries[-1].id
        ready = ReadyBatch.attempt(entries, self.dialect)
        if ready is None or not self.apply_ready(ready, last):
            self._transact(last, lambda applier: applier.apply(entries))

    def apply_ready(self, batch: ReadyBatch, last: EntryId) -> bool:
        """Apply the entries that a batch was made of, up to ``last``, as :meth:`apply` does.

        False where something in it has to be parked, queued or obeyed: nothing was written, and :meth:`apply` does.

        Raises:
            ViewInUse: another projection has moved the checkpoint.
            ViewUnavailable: nothing was written; the same call may succeed later.
        """
        try:
            self._transact(last, lambda applier: applier.apply_whole(batch))
        except SuspectBatch:
            return False
        return True

    def taken_down(self) -> list[RowMapping]:
        """The rows of articles that were taken down; it is open.

        Raises:
            ViewUnavailable: it cannot be read for now.
        """
        with self._begun() as connection:
            return list(connection.execute(select(redactions)).mappings())

    def take_down(self, rows: Sequence[RowMapping]) -> None:
        """Erase what another build has taken down, before the log is read up to the commands; it is open.

        Raises:
            ViewUnavailable: nothing was written.
        """
        with self._begun() as connection:
            erasure = Erasure(connection)
            for row in rows:
                if row["article_id"] not in erasure.articles:
                    connection.execute(insert(redactions).values(**row))
                    erasure.erase(row["article_id"])

    def scrub(self) -> None:
        """Rid the database's files of what was deleted; it is open.

        Raises:
            ViewUnavailable: somebody reads it for long, or it cannot be written for now.
        """
        with self._translated(*_AWAY):
            self._database.scrub(self._opened_engine())

    def progress(self) -> BuildProgress:
        """How far an unfinished build had come when it was last noted; it is open.

        Raises:
            ViewUnavailable: it cannot be read for now.
        """
        with self._begun() as connection:
            return read_progress(connection)

    def note(self, progress: BuildProgress) -> None:
        """Keep in an unfinished build how far it has come; it is open.

        Raises:
            ViewUnavailable: nothing was written.
        """
        with self._begun() as connection:
            write_progress(connection, progress)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let go of the database; call ``last`` when it is closed but still kept from other writers."""
        if self._engine:
            self._engine.dispose()
            self._engine = None
        with self._held:
            if last:
                last()

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self._translated(*_AWAY), self._opened_engine().begin() as connection:
            yield connection

    def _opened_engine(self) -> Engine:
        if self._engine is None:
            raise ViewUnavailable("the view is not open; open it, then apply")
        return self._engine

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

    def _transact(self, last: EntryId, apply: Callable[[Applier], None]) -> None:
        with self._begun() as connection:
            if not self._was_committed(connection, last):
                self._move(connection, last)
                apply(Applier(connection, self._partition, self._policy))
                self._in_doubt = last
        self._position, self._in_doubt = last, None

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
        except DBAPIError as error:
            if self._database.is_damaged(error):
                raise ViewDamaged(
                    f"the read models in {self._database.name} are damaged ({error.orig}): {self._database.removal} "
                    "and start the projection again, which builds them anew from the log"
                ) from error
            if not isinstance(error, away):
                raise
            raise ViewUnavailable(
                f"the read models in {self._database.name} cannot be written ({error.orig}): "
                "see to the database, its disk's free space and other writers"
            ) from error
