"""What has become of the entries that consumer groups gave up on."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from sqlalchemy import Connection, update

from claimwire.log import EntryId
from claimwire.views.schema import dead_letters
from claimwire_projection.core.decision import Decision

logger = logging.getLogger(__name__)

_UNTRIED: Final = ("open", "skipped")


class DeadLetterBox:
    """The state of each row of the table ``dead_letters``, inside one transaction.

    It follows from the order of commands in the log alone, so a rebuild finds the same: a retry counts
    once, also after a skip, and is never undone; a skip counts while nothing was decided.
    """

    def __init__(self, connection: Connection) -> None:
        """Use a transaction that its owner ends."""
        self._connection = connection

    def retried(self, positions: Iterable[EntryId], decision: Decision) -> None:
        """Mark letters whose entry was handed to its group once more; a new failure is a new letter."""
        self._mark(positions, "retried", _UNTRIED, decision)

    def skipped(self, positions: Iterable[EntryId], decision: Decision) -> None:
        """Mark letters that are to stay what they are."""
        self._mark(positions, "skipped", ("open",), decision)

    def _mark(self, positions: Iterable[EntryId], state: str, before: tuple[str, ...], decision: Decision) -> None:
        for position in positions:
            changed = self._connection.execute(
                update(dead_letters)
                .where(dead_letters.c.position == position, dead_letters.c.state.in_(before))
                .values(state=state, **asdict(decision))
            )
            if not changed.rowcount:
                logger.warning("no dead letter at %s can become %s, so nothing is marked", position, state)
