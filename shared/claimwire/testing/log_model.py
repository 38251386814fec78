"""The rules of the log over plain lists and dictionaries, to hold its adapters against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from claimwire.events import Stream
from claimwire.log import Head

Handed = tuple[int, int, str | None]
"""What a consumer gets: the entry's number, its attempts, and the command that had it tried again."""


class Seen(NamedTuple):
    """What an entry is, in words that do not depend on ids and clocks."""

    stream: Stream
    subject: str
    type: str
    about: int | None = None
    """Number of the entry that a dead letter is of."""


@dataclass(slots=True)
class Held:
    """An entry that a group has handed out and not finished."""

    consumer: str | None
    """Null when nobody holds it: it was let go, or handed back."""
    attempts: int
    retry: str | None = None


@dataclass(slots=True)
class Group:
    """What a group has taken and not finished."""

    last: int = -1
    pending: dict[int, Held] = field(default_factory=dict)


class LogModel:
    """One input stream with its groups, and what is said because of it; entries are numbered in the order of the log.

    It shares no code with the adapters. Time does not pass in it: whatever is pending may be claimed.
    """

    def __init__(self, source: Stream, groups: Sequence[str]) -> None:
        """``source`` is the stream that the groups read."""
        self._source = source
        self.entries: list[Seen] = []
        self.gone = 0
        """How many entries have been trimmed, from the first on."""
        self.redacted: set[int] = set()
        self.barred: set[str] = set()
        self.heads: dict[str, Head] = {}
        self.groups = {name: Group() for name in groups}
        self.checkpoint: int | None = None

    def there(self, number: int) -> bool:
        """Whether an entry stands in the log as it was."""
        return number >= self.gone and number not in self.redacted

    def waiting(self, group: str) -> list[int]:
        """Numbers that a group has not taken yet."""
        later = range(self.groups[group].last + 1, len(self.entries))
        return [number for number in later if self.entries[number].stream is self._source and self.there(number)]

    def unfinished(self) -> list[int]:
        """Numbers that some group has not finished."""
        return [number for name, group in self.groups.items() for number in (*group.pending, *self.waiting(name))]

    def publish(self, article: str, head: Head, expected: Head | None) -> Literal["Appended", "HeadMoved", "Barred"]:
        """Append a revision that leaves a head, if the article's is the expected one."""
        known = self.heads.get(article)
        if article in self.barred:
            return "Barred"
        if known and known != expected:
            return "HeadMoved"
        self.heads[article] = head
        kind = "revised" if known else "published"
        self.entries.append(Seen(self._source, article, f"claimwire.article.{kind}"))
        return "Appended"

    def take(self, group: str, consumer: str, limit: int) -> list[Handed]:
        """Hand out what nobody of the group has taken."""
        state, numbers = self.groups[group], self.waiting(group)[:limit]
        for number in numbers:
            state.last = number
            state.pending[number] = Held(consumer, 0)
        return self._handed(group, consumer, numbers)

    def own(self, group: str, consumer: str, limit: int) -> list[Handed]:
        """Hand out again what this consumer has taken."""
        pending = self.groups[group].pending
        return self._handed(
            group, consumer, [one for one in sorted(pending) if pending[one].consumer == consumer][:limit]
        )

    def claim(self, group: str, consumer: str, limit: int) -> list[Handed]:
        """Hand out again what anybody has taken."""
        return self._handed(group, consumer, sorted(self.groups[group].pending)[:limit])

    def let_go(self, group: str, consumer: str, number: int) -> None:
        """Have nobody hold an entry, if this consumer does."""
        held = self.groups[group].pending.get(number)
        if held and held.consumer == consumer:
            held.consumer = None

    def commit(self, group: str, outputs: Sequence[tuple[int, Seen]]) -> list[bool]:
        """Finish inputs, each with its output."""
        done = []
        for number, seen in outputs:
            done.append(self.groups[group].pending.pop(number, None) is not None)
            if done[-1] and seen.subject not in self.barred:
                self.entries.append(seen)
        return done

    def requeue(
        self, group: str, number: int, command: Seen, command_id: str
    ) -> Literal["pending", "copied", "refused"]:
        """Hand an entry back to a group, or add it once more when it has been trimmed."""
        seen = self.entries[number]
        if self.there(number):
            self.groups[group].pending[number] = Held(None, 0, command_id)
            self.entries.append(command)
            return "pending"
        if number in self.redacted or seen.subject in self.barred:
            return "refused"
        self.entries += [command, seen]
        return "copied"

    def trim(self, below: int) -> None:
        """Drop what all groups and the checkpoint have passed."""
        passed = [] if self.checkpoint is None else [self.checkpoint + 1]
        self.gone = max(self.gone, min([below, *self.unfinished(), *passed]))

    def redact(self, number: int) -> None:
        """Put a tombstone where an entry stands."""
        if self.there(number):
            self.redacted.add(number)
            self.entries[number] = Seen(
                self.entries[number].stream, self.entries[number].subject, "claimwire.entry.redacted"
            )
            for group in self.groups.values():
                group.pending.pop(number, None)

    def _handed(self, group: str, consumer: str, numbers: Sequence[int]) -> list[Handed]:
        pending = self.groups[group].pending
        for number in numbers:
            pending[number] = Held(consumer, pending[number].attempts + 1, pending[number].retry)
        return [(number, pending[number].attempts, pending[number].retry) for number in numbers]
