"""What goes into :meth:`EventLog.append` and what comes out."""

from dataclasses import dataclass

from claimwire.events import Event
from claimwire.log.head import Head
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadMove:
    """The condition under which an article event is appended, and the head it leaves."""

    article_id: str
    expected: Head | None
    """The head the sender saw; null for an article never seen."""
    head: Head
    """The head from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """One event to append; with ``move`` only if the article's head is still the expected one."""

    event: Event
    move: HeadMove | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """It is on disk."""

    id: EntryId


@dataclass(frozen=True, slots=True)
class HeadMoved:
    """Nothing was appended: the article's head is another than expected."""

    head: Head


@dataclass(frozen=True, slots=True)
class IndexBehind:
    """Nothing was appended, because nobody knows the article's head.

    The log no longer remembers it, and the sender's own index has not seen all that the log has
    forgotten. Catch up and try again.
    """


@dataclass(frozen=True, slots=True)
class Barred:
    """Nothing was appended: the article was taken down, and nothing about it is taken any more."""


AppendOutcome = Appended | HeadMoved | IndexBehind | Barred
