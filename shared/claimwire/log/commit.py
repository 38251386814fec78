"""What goes into :meth:`EventLog.commit`."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import Event
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True)
class Commit:
    """The outputs of one input; they are added, in this order, and the input acknowledged, at once."""

    input_id: EntryId
    outputs: Sequence[Event]
