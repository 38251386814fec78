"""Entries as trees of cause and effect."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from claimwire.errors import UndecodableEntry
from claimwire.events import DeadLetterParked, EntryRedacted, Event, Retry, Skip
from claimwire.log import Entry, EntryId, Position


@dataclass(frozen=True, slots=True)
class Step:
    """One entry, and what it led to."""

    entry: Entry
    event: Event | None
    """Null for an entry that is no event this build can read."""
    after: timedelta | None
    """Time by the log's clock since what led to it was recorded; null for the first of a chain."""
    led_to: tuple["Step", ...]
    """In log order."""

    def any(self, wanted: Callable[["Step"], bool]) -> bool:
        """Whether this or anything that came of it is wanted."""
        return wanted(self) or any(step.any(wanted) for step in self.led_to)


def chains(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """Put entries below those that led to them; what is left has nothing above it among them.

    The cause is what an event names as such, or else what began its chain. An order about something
    that was given up stands below that, and a dead letter of an entry that is no event below the entry.
    """
    events = {entry.id: (entry, _event(entry)) for entry in sorted(entries, key=lambda entry: entry.id)}
    by_identity: dict[str, EntryId] = {}
    for entry_id, (_, event) in events.items():
        # The same thing said twice has the same id; what follows from it follows from the first.
        for identity in _identities(event):
            by_identity.setdefault(identity, entry_id)
    above: dict[EntryId, EntryId] = {}
    for entry_id, (_, event) in events.items():
        led = next((cause for cause in _causes(event, by_identity) if cause in events and cause < entry_id), None)
        if led:
            above[entry_id] = led
    below: defaultdict[EntryId, list[EntryId]] = defaultdict(list)
    for entry_id, cause in above.items():
        below[cause].append(entry_id)

    def step(entry_id: EntryId) -> Step:
        entry, event = events[entry_id]
        cause = above.get(entry_id)
        return Step(entry, event, _between(cause, entry_id), tuple(map(step, below[entry_id])))

    return tuple(step(entry_id) for entry_id in events if entry_id not in above)


def _event(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UndecodableEntry:
        return None


def _identities(event: Event | None) -> Sequence[str]:
    match event:
        case Event(data=EntryRedacted(original_id=str(original))):
            return (event.id, original)
        case Event():
            return (event.id,)
        case _:
            return ()


def _causes(event: Event | None, by_identity: dict[str, EntryId]) -> Iterable[EntryId]:
    if event is None:
        return
    if event.causationid in by_identity:
        yield by_identity[event.causationid]
    match event.data:
        case DeadLetterParked(entry_id=entry_id):
            yield EntryId.parse(entry_id)
        case Retry(positions=positions) | Skip(positions=positions):
            yield from (Position.parse(position).id for position in positions)
        case _:
            pass
    # Requests to read history again are work to do and no history: what they led to continues the article's chain.
    if event.correlationid != event.id and event.correlationid in by_identity:
        yield by_identity[event.correlationid]


def _between(cause: EntryId | None, entry_id: EntryId) -> timedelta | None:
    return timedelta(milliseconds=entry_id.ms - cause.ms) if cause else None
