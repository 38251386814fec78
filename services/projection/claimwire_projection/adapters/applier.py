"""Entries into the read models, inside one transaction: the one place that parks."""

import logging
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from claimwire.errors import RebuildStopped
from claimwire.events import ContractModel, Redact, Retry, Skip, Stream
from claimwire.log import Entry, EntryId, Position
from claimwire_projection.adapters.dead_letter_box import DeadLetterBox
from claimwire_projection.adapters.erasure import Erasure
from claimwire_projection.adapters.error_policy import ErrorPolicy
from claimwire_projection.adapters.parking_lot import ParkedState, ParkingLot
from claimwire_projection.adapters.ready_batch import ReadyBatch
from claimwire_projection.core.article_of import article_of
from claimwire_projection.core.decision import Decision

logger = logging.getLogger(__name__)


class SuspectBatch(Exception):
    """Something in a batch has to be parked, queued or obeyed; what was written of it has to be rolled back."""


class Applier:
    """Applies entries of one partition in log order."""

    def __init__(self, connection: Connection, partition: int, policy: ErrorPolicy) -> None:
        """Use a transaction that its owner ends."""
        self._connection = connection
        self._partition = partition
        self._policy = policy
        self._lot = ParkingLot(connection, partition)
        self._letters = DeadLetterBox(connection)
        self._erasure = Erasure(connection)

    def apply_whole(self, batch: ReadyBatch) -> None:
        """Apply entries made ready where all is well with all of them, as nearly always.

        It does without a savepoint, which would make SQLite keep a copy of every page it changes.

        Raises:
            SuspectBatch: the transaction has to be rolled back, and the entries applied with :meth:`apply`.
            sqlalchemy.exc.DBAPIError: as of :meth:`apply`.
        """
        if self._needs_care(batch.streams, batch.articles) or not self._erasure.leaves_all(batch):
            raise SuspectBatch
        try:
            self._write(batch)
        # Whatever an entry raises, the way that parks it is taken instead.
        except Exception as error:
            if isinstance(error, DBAPIError) and not _is_of_the_entry(error):
                raise
            raise SuspectBatch from error

    def apply(self, entries: Sequence[Entry]) -> None:
        """Apply every entry, or park it, or queue it behind an earlier one of its article.

        What is of an article that was taken down is passed over.

        Raises:
            RebuildStopped: the policy does not permit to park one; nothing may be committed.
            sqlalchemy.exc.DBAPIError: the database, not an entry, is at fault; nothing may be committed.
        """
        entries = [entry for entry in entries if self._erasure.leaves(entry)]
        streams = {entry.stream for entry in entries}
        articles = {article for entry in entries if (article := article_of(entry.stream, entry.fields))}
        if not entries or (not self._needs_care(streams, articles) and self._attempt(entries) is None):
            return
        if len(entries) == 1:
            self._apply_one(entries[0])
            return
        # What is wrong with a batch is mostly one entry: halves find it and let the rest go in together.
        middle = len(entries) // 2
        self.apply(entries[:middle])
        self.apply(entries[middle:])

    def _needs_care(self, streams: Collection[Stream], articles: Collection[str]) -> bool:
        return Stream.CONTROL in streams or self._lot.blocks(articles)

    def _apply_one(self, entry: Entry) -> None:
        article = article_of(entry.stream, entry.fields)
        if article and self._lot.blocks([article]):
            self._lot.queue(entry, article)
        elif (error := self._attempt([entry])) and not self._erasure.is_about_one(entry):
            self._policy.permit_parking(entry, error)
            logger.warning("parked %s/%s of article %s: %s", entry.stream, entry.id, article, error)
            self._lot.park(entry, article, error)

    def _attempt(self, entries: Sequence[Entry]) -> Exception | None:
        savepoint = self._connection.begin_nested()
        try:
            self._write(ReadyBatch.of(entries, self._connection.dialect.name))
        except RebuildStopped:  # by what a command has let go: the command itself is well
            raise
        # Whatever an entry raises, it is parked and the next one goes on.
        except Exception as error:
            if isinstance(error, DBAPIError) and not _is_of_the_entry(error):
                # The database may have ended the transaction by itself, so there is no savepoint to go back to.
                raise
            savepoint.rollback()
            return error
        savepoint.commit()
        return None

    def _write(self, batch: ReadyBatch) -> None:
        batch.write(self._connection)
        for position, command in batch.commands:
            self._obey(position, command)

    def _obey(self, position: EntryId, body: ContractModel) -> None:
        match body:
            case Retry(reason=note) | Skip(note=note):
                decision = Decision(operator=body.operator, decided_at=position.recorded_at, note=note)
                settle = self._retry if isinstance(body, Retry) else self._skip
                if body.where == "dead":
                    settle = self._letters.retried if isinstance(body, Retry) else self._letters.skipped
                settle(self._ours(body.positions), decision)
            case Redact(article_id=article_id):
                self._erasure.erase(article_id)
            case _:
                pass

    def _ours(self, positions: Iterable[str]) -> list[EntryId]:
        parsed = [Position.parse(position) for position in positions]
        return [position.id for position in parsed if position.partition == self._partition]

    def _retry(self, positions: Iterable[EntryId], decision: Decision) -> None:
        for position in positions:
            found = self._lot.at(position, ParkedState.PARKED)
            if not found:
                logger.warning("nothing is parked at %s, so nothing is retried", position)
            for entry, article in found:
                if self._settle(entry, decision):
                    self._release(article, decision)

    def _skip(self, positions: Iterable[EntryId], decision: Decision) -> None:
        for position in positions:
            found = self._lot.at(position, ParkedState.PARKED, ParkedState.QUEUED)
            if not found:
                logger.warning("nothing is parked at %s, so nothing is skipped", position)
            for entry, _ in found:
                self._lot.skipped(entry, decision)
            for _, article in found:
                self._release(article, decision)

    def _release(self, article: str | None, decision: Decision) -> None:
        while article and (entry := self._lot.next_queued(article)):
            if not self._settle(entry, decision):
                return

    def _settle(self, entry: Entry, decision: Decision) -> bool:
        if error := self._attempt([entry]):
            self._policy.permit_parking(entry, error)
            logger.warning("%s/%s still cannot be applied: %s", entry.stream, entry.id, error)
            self._lot.failed(entry, error, decision)
            return False
        self._lot.applied(entry, decision)
        return True


def _is_of_the_entry(error: DBAPIError) -> bool:
    # A value too long for an index is no data error to PostgreSQL: it exceeds a limit of the program, class 54.
    sqlstate: str | None = getattr(error.orig, "sqlstate", None)
    return isinstance(error, (DataError, IntegrityError)) or (sqlstate or "").startswith("54")
