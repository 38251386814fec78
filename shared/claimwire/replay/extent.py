"""Which part of history, from one entry to another."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from claimwire.errors import MisuseError
from claimwire.log import EntryId
from claimwire.moment import moment_of

Bound = datetime | EntryId

_POSITION: Final = re.compile(r"(?:(?P<partition>[0-9]{1,9}):|(?=[0-9]{9}))(?P<ms>[0-9]{1,15})-(?P<seq>[0-9]{1,20})")
"""Without its partition an id must have nine digits: "2024-05" is no position, it is a slip of a date."""

_LAST_SEQ: Final = 2**64 - 1
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def bound(text: str, *, partition: int = 0) -> Bound:
    """Read one end of a part of history: a position (``partition:id``, or the id alone) or an ISO 8601 time.

    Raises:
        ValueError: it is neither, or a position of another partition.
    """
    if found := _POSITION.fullmatch(text):
        if int(found["partition"] or partition) != partition:
            raise ValueError(
                f"{text} is a position of partition {found['partition']}, this log is partition {partition}"
            )
        return EntryId(int(found["ms"]), int(found["seq"]))
    try:
        return moment_of(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is neither a position such as 0:1656173669000-0 nor a time: {error}") from error


@dataclass(frozen=True, slots=True)
class Extent:
    """From the first entry to the last one, both included."""

    first: EntryId
    last: EntryId

    @classmethod
    def between(cls, start: Bound | None, end: Bound | None) -> Self:
        """From one bound to another; null leaves that side open.

        An entry at the position ``end`` is included. A time is when the log recorded an entry: those
        recorded at ``start`` are included, those at ``end`` are not, so that the days of a week make
        up the week.

        Raises:
            MisuseError: it begins after its end.
        """
        first = _first_at(start) if start else EntryId.START
        if end and first > _first_at(end):
            raise MisuseError(f"the part of history begins at {start}, after its end, {end}: exchange them")
        if isinstance(end, datetime):
            return cls(first, EntryId(max(_ms(end) - 1, 0), _LAST_SEQ))
        return cls(first, end or EntryId(2**63 - 1, _LAST_SEQ))

    @property
    def after(self) -> EntryId:
        """The greatest id before the first entry: where a reader begins."""
        first = self.first
        if first.seq:
            return EntryId(first.ms, first.seq - 1)
        return EntryId(first.ms - 1, _LAST_SEQ) if first.ms else EntryId.START

    def until(self, end: EntryId) -> Self:
        """The same, but no further than an entry."""
        return replace(self, last=min(self.last, end))

    def __contains__(self, entry_id: EntryId) -> bool:
        return self.first <= entry_id <= self.last


def _first_at(bound: Bound) -> EntryId:
    return EntryId(_ms(bound), 0) if isinstance(bound, datetime) else bound


def _ms(moment: datetime) -> int:
    # Entries are timed in whole milliseconds: the first one at or after the moment.
    return max(0, -((_EPOCH - moment) // _MILLISECOND))
