"""Any sequence of writes, deaths, repairs and trims comes out the same in memory, on a server, and in plain dictionaries.

The rules of the log are written down a second time here, over entries numbered in the order in which they were
added: they share no code with the adapters but the events themselves.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from redis import Redis

from claimwire.embedded import EmbeddedServer
from claimwire.errors import EntryGone
from claimwire.events import HISTORY, DeadLetterParked, EntryRedacted, Event, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import (
    Append,
    Appended,
    AppendOutcome,
    Barred,
    Commit,
    Delivery,
    Entry,
    EntryId,
    EventLog,
    Head,
    HeadMoved,
    MemoryLog,
    RedisLog,
    Tombstone,
)
from claimwire.subscriptions import dead_letter
from claimwire.testing import NOON, completed_extraction, content_hash, pause_command, publication

T = TypeVar("T")

ARTICLES = ("a", "b", "c", "d")
GROUPS = ("g1", "g2")
CONSUMERS = ("c1", "c2")
HELD_BY_NOBODY = "-"

GROUP = st.sampled_from([*GROUPS[:1] * 3, *GROUPS])
CONSUMER = st.sampled_from(CONSUMERS)
LIMIT = st.integers(1, 4)
SENT = st.lists(
    st.tuples(st.sampled_from(ARTICLES), st.integers(0, 2), st.sampled_from([True, True, False])),
    min_size=1,
    max_size=5,
)


class Seen(NamedTuple):
    """What an entry is, in words that do not depend on ids and clocks."""

    stream: Stream
    subject: str
    type: str
    about: int | None = None
    """Number of the entry that a dead letter is of."""


@dataclass
class Held:
    """An entry that a group has handed out and not finished."""

    consumer: str
    attempts: int
    retry: str | None = None


@dataclass
class Group:
    """What a group has taken and not finished."""

    last: int = -1
    pending: dict[int, Held] = field(default_factory=dict)
    given_up: list[int] = field(default_factory=list)


class Side:
    """One adapter, with its ids translated to numbers."""

    def __init__(self, log: EventLog) -> None:
        self.log = log
        self.ids: list[EntryId] = []
        self.entries: list[Entry] = []

    def number(self, entry_id: EntryId) -> int:
        return self.ids.index(entry_id)

    def seen(self, entry: Entry) -> Seen:
        event = entry.event()
        body = event.data
        about = self.number(EntryId.parse(body.entry_id)) if isinstance(body, DeadLetterParked) else None
        return Seen(entry.stream, event.subject, event.type, about)

    def handed(self, deliveries: list[Delivery]) -> list[tuple[int, int, str | None]]:
        return [(self.number(delivery.entry.id), delivery.attempts, delivery.retry) for delivery in deliveries]


class LogMachine(RuleBasedStateMachine):
    """Does the same to both adapters and to the model."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        with Redis.from_url(self.url) as client:
            client.flushall()
        self.sides = [Side(MemoryLog(lambda: time.time_ns() // 1_000_000)), Side(RedisLog(self.url))]
        self.entries: list[Seen] = []
        self.gone = 0
        """How many entries have been trimmed, from the first on."""
        self.redacted: set[int] = set()
        self.barred: set[str] = set()
        self.heads: dict[str, Head] = {}
        self.groups = {name: Group() for name in GROUPS}
        self.hands: dict[tuple[str, str], list[int]] = {(group, one): [] for group in GROUPS for one in CONSUMERS}
        self.checkpoint: int | None = None
        self.answers: Counter[tuple[str, int]] = Counter()
        self.retries: Counter[tuple[str, int]] = Counter()
        self.commands = 0

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(call)

    def teardown(self) -> None:
        for side in self.sides:
            self.run(side.log.close())
        self.runner.close()

    # -------------------------------------------------------------- the model

    def there(self, number: int) -> bool:
        return number >= self.gone and number not in self.redacted

    def waiting(self, group: Group) -> list[int]:
        """Numbers that the group has not taken yet."""
        later = range(group.last + 1, len(self.entries))
        return [number for number in later if self.entries[number].stream is Stream.ARTICLES and self.there(number)]

    def hand_out(self, group: str, consumer: str, numbers: list[int]) -> list[tuple[int, int, str | None]]:
        """Hand entries out that are pending, and tell what the consumer gets."""
        pending = self.groups[group].pending
        for number in numbers:
            held = pending[number]
            pending[number] = Held(consumer, held.attempts + 1, held.retry)
        self.hands[group, consumer] += [number for number in numbers if number not in self.hands[group, consumer]]
        return [(number, pending[number].attempts, pending[number].retry) for number in numbers]

    # -------------------------------------------------------------- writing

    @initialize(sent=SENT)
    def open(self, sent: list[tuple[str, int, bool]]) -> None:
        """Begin with some articles."""
        for side in self.sides:
            self.run(side.log.open())
            for group in GROUPS:
                self.run(side.log.ensure_group(Stream.ARTICLES, group))
        self.append(sent)

    @rule(sent=SENT)
    def send(self, sent: list[tuple[str, int, bool]]) -> None:
        """Send articles: new, the same again, changed, or on a head that is no longer."""
        self.append(sent)

    def append(self, sent: list[tuple[str, int, bool]]) -> None:
        """Append in one call what was sent: article, number of its text, whether its head is known."""
        moves: list[Append] = []
        expected: list[type[AppendOutcome]] = []
        for article, text, up_to_date in sent:
            known = self.heads.get(article)
            revision = known.revision + 1 if known else 1
            moves.append(publication(article, revision, f"Text {text}.", known if up_to_date else None))
            if article in self.barred:
                expected.append(Barred)
            elif known and not up_to_date:
                expected.append(HeadMoved)
            else:
                expected.append(Appended)
                self.heads[article] = Head(revision, content_hash(f"Text {text}."))
                kind = "published" if revision == 1 else "revised"
                self.entries.append(Seen(Stream.ARTICLES, article, f"claimwire.article.{kind}"))
        for side in self.sides:
            assert [type(outcome) for outcome in self.run(side.log.append(moves))] == expected

    # -------------------------------------------------------------- reading in a group

    # One rule for all that consumers do: of rules apart, each example would leave some out, and hardly any would
    # take, lose, claim and commit the same entry.
    @rule(
        does=st.sampled_from(
            ["take", "claim", "restart", "touch", "commit", "fail", "finish", "finish_all", "overtake", "give_up"]
        ),
        group=GROUP,
        consumer=CONSUMER,
        limit=LIMIT,
    )
    def work(self, does: str, group: str, consumer: str, limit: int) -> None:
        """Let a consumer do something."""
        getattr(self, does)(group, consumer, limit)

    def finish(self, group: str, consumer: str, limit: int) -> None:
        """Take and commit."""
        self.take(group, consumer, limit)
        self.commit(group, consumer, limit)

    def finish_all(self, group: str, consumer: str, _limit: int) -> None:
        """Take and commit all there is, whoever has it."""
        self.take(group, consumer, 1_000)
        self.claim(group, consumer, 1_000)
        self.commit(group, consumer, 1_000)

    def overtake(self, group: str, consumer: str, limit: int) -> None:
        """Take, and be so slow that another claims and commits first."""
        quick = next(other for other in CONSUMERS if other != consumer)
        self.take(group, consumer, limit)
        self.claim(group, quick, limit)
        self.commit(group, quick, limit)
        self.commit(group, consumer, limit)

    def give_up(self, group: str, consumer: str, limit: int) -> None:
        """Park what others left."""
        self.claim(group, consumer, limit)
        if self.hands[group, consumer]:
            self.park(group, consumer, self.hands[group, consumer].pop())

    def fail(self, group: str, consumer: str, _limit: int) -> None:
        """Fail with one for now."""
        if self.hands[group, consumer]:
            self.let_go(group, consumer, self.hands[group, consumer].pop())

    def take(self, group: str, consumer: str, limit: int) -> None:
        """Take what nobody has taken."""
        state = self.groups[group]
        numbers = self.waiting(state)[:limit]
        for number in numbers:
            state.last = number
            state.pending[number] = Held(consumer, 0)
        expected = self.hand_out(group, consumer, numbers)
        for side in self.sides:
            found = self.run(side.log.take(Stream.ARTICLES, group, consumer, limit=limit))
            assert side.handed(found) == expected

    def restart(self, group: str, consumer: str, limit: int) -> None:
        """Die with entries in hand, come back under the same name, and take again what was left in it."""
        self.hands[group, consumer] = []
        own = [number for number, held in sorted(self.groups[group].pending.items()) if held.consumer == consumer]
        expected = self.hand_out(group, consumer, own[:limit])
        for side in self.sides:
            found = self.run(side.log.own_pending(Stream.ARTICLES, group, consumer, after=EntryId.START, limit=limit))
            assert side.handed(found) == expected

    def claim(self, group: str, consumer: str, limit: int) -> None:
        """Take what others left, and what failed."""
        expected = self.hand_out(group, consumer, sorted(self.groups[group].pending)[:limit])
        for side in self.sides:
            found = self.run(side.log.reclaim(Stream.ARTICLES, group, consumer, idle_ms=0, limit=limit))
            assert side.handed(found) == expected

    def touch(self, group: str, consumer: str, _limit: int) -> None:
        """Say that work goes on, also on what is somebody else's by now."""
        for side in self.sides:
            ids = [side.ids[number] for number in self.hands[group, consumer]]
            self.run(side.log.touch(Stream.ARTICLES, group, consumer, ids))

    def let_go(self, group: str, consumer: str, number: int) -> None:
        """Fail for now."""
        held = self.groups[group].pending.get(number)
        if held and held.consumer == consumer:
            held.consumer = HELD_BY_NOBODY
        for side in self.sides:
            self.run(side.log.let_go(Stream.ARTICLES, group, consumer, [side.ids[number]]))

    # -------------------------------------------------------------- committing

    def commit_each(self, group: str, numbers: list[int], outputs: list[list[list[Event]]], said: list[Seen]) -> None:
        """Commit inputs with outputs per side; ``said`` is what each of them adds, unless it is barred."""
        state = self.groups[group]
        expected = [number in state.pending for number in numbers]
        for number, seen, is_pending in zip(numbers, said, expected, strict=True):
            if is_pending:
                del state.pending[number]
                if seen.subject not in self.barred:
                    self.entries.append(seen)
        for side, events in zip(self.sides, outputs, strict=True):
            commits = [Commit(side.ids[number], made) for number, made in zip(numbers, events, strict=True)]
            assert self.run(side.log.commit(Stream.ARTICLES, group, commits)) == expected

    def commit(self, group: str, consumer: str, count: int) -> None:
        """Finish some of what is in hand, though another may have finished it."""
        numbers, self.hands[group, consumer] = self.hands[group, consumer][:count], self.hands[group, consumer][count:]
        for number in numbers:
            if number in self.groups[group].pending and self.entries[number].subject not in self.barred:
                self.answers[group, number] += 1
        outputs = [
            [[completed_extraction(side.entries[number].event(), GROUPS.index(group) + 1)] for number in numbers]
            for side in self.sides
        ]
        kind = "claimwire.extraction.completed"
        said = [Seen(Stream.EXTRACTIONS, self.entries[number].subject, kind) for number in numbers]
        self.commit_each(group, numbers, outputs, said)

    def park(self, group: str, consumer: str, number: int) -> None:
        """Give one up."""
        if number in self.groups[group].pending:
            self.groups[group].given_up.append(number)
        outputs = [
            [
                [
                    dead_letter(
                        Delivery(side.entries[number], 1),
                        ValueError("by design"),
                        group=group,
                        consumer=consumer,
                        service="test",
                        now=NOON,
                    )
                ]
            ]
            for side in self.sides
        ]
        subject = self.entries[number].subject
        self.commit_each(
            group, [number], outputs, [Seen(Stream.DEAD, subject, "claimwire.deadletter.parked", about=number)]
        )

    # -------------------------------------------------------------- repairing

    def command(self) -> Event:
        self.commands += 1
        return pause_command(f"command {self.commands}").event

    @rule(
        does=st.sampled_from(["retry", "retry_late", "skip", "report", "forget", "trim", "trim_all", "redact", "bar"]),
        group=GROUP,
        pick=st.integers(0, 40),
    )
    def operate(self, does: str, group: str, pick: int) -> None:
        """Let an operator or the archiver do something."""
        getattr(self, does)(group, pick)

    def given_up(self, group: str, pick: int) -> int | None:
        """One of those that a group has given up; unless there is one, it gives one up now."""
        found = self.groups[group].given_up
        if not found:
            self.take(group, "c1", 2)
            self.give_up(group, "c1", 1)
        return found[pick % len(found)] if found else None

    def retry_late(self, group: str, pick: int) -> None:
        """Hand out again what was given up, after it has been trimmed as far as it can be."""
        if self.given_up(group, pick) is not None:
            self.trim_all(group, pick)
            self.retry(group, pick)

    def retry(self, group: str, pick: int) -> None:
        """Hand out again what was given up."""
        number, state = self.given_up(group, pick), self.groups[group]
        if number is None:
            return
        command, seen = self.command(), self.entries[number]
        said = Seen(Stream.CONTROL, command.subject, command.type)
        refused = number in self.redacted or (number < self.gone and seen.subject in self.barred)
        if number >= self.gone and number not in self.redacted:
            # Pending already, it is as if nobody had tried it.
            state.pending[number] = Held(HELD_BY_NOBODY, 0, command.id)
            self.entries.append(said)
            self.retries[group, number] += 1
        elif not refused:
            self.entries += [said, seen]
        for side in self.sides:
            call = side.log.requeue(Stream.ARTICLES, group, side.entries[number], command)
            if refused:
                with pytest.raises(EntryGone):
                    self.run(call)
            else:
                self.run(call)

    def skip(self, group: str, pick: int) -> None:
        """Decide not to try one again: a command like any other."""
        number = self.given_up(group, pick)
        if number is None:
            return
        self.groups[group].given_up.remove(number)
        command = self.command()
        for side in self.sides:
            self.run(side.log.append([Append(event=command)]))
        self.entries.append(Seen(Stream.CONTROL, command.subject, command.type))

    # -------------------------------------------------------------- trimming, taking down

    def report(self, _group: str, pick: int) -> None:
        """Let the log know how far a reader without a group has come."""
        self.checkpoint = pick % len(self.entries)
        for side in self.sides:
            self.run(side.log.report_checkpoint("reader", HISTORY, side.ids[self.checkpoint]))

    def forget(self, _group: str, _pick: int) -> None:
        """Take that reader's report back."""
        self.checkpoint = None
        for side in self.sides:
            self.run(side.log.forget_reader("reader"))

    def trim_all(self, group: str, pick: int) -> None:
        """Drop what all have passed, after all have passed all."""
        for name in GROUPS:
            self.finish_all(name, "c1", 0)
            self.every_side_holds_what_the_model_holds()
        self.forget(group, pick)
        self.trim(group, len(self.entries) - 1)

    def trim(self, _group: str, pick: int) -> None:
        """Drop what all have passed."""
        below = pick % len(self.entries)
        unfinished = [number for group in self.groups.values() for number in (*group.pending, *self.waiting(group))]
        passed = [] if self.checkpoint is None else [self.checkpoint + 1]
        self.gone = max(self.gone, min([below, *unfinished, *passed]))
        for side in self.sides:
            line = self.run(side.log.trim(side.ids[below]))
            assert line == (side.ids[self.gone - 1] if self.gone else EntryId.START)
            assert line == self.run(side.log.trim_line())

    def redact(self, _group: str, pick: int) -> None:
        """Put a tombstone where an entry stands, or stood."""
        number = pick % len(self.entries)
        if self.entries[number].stream is Stream.CONTROL:
            return
        for side in self.sides:
            self.run(side.log.redact([tombstone(side.entries[number])]))
        if self.there(number):
            self.redacted.add(number)
            self.entries[number] = self.entries[number]._replace(type="claimwire.entry.redacted", about=None)
            for group in self.groups.values():
                group.pending.pop(number, None)

    def bar(self, _group: str, pick: int) -> None:
        """Take nothing about an article any more."""
        article = ARTICLES[pick % len(ARTICLES)]
        if len(self.barred) > 1:
            return
        self.barred.add(article)
        for side in self.sides:
            self.run(side.log.bar(article))

    # -------------------------------------------------------------- what always holds

    @invariant()
    def every_side_holds_what_the_model_holds(self) -> None:
        for side in self.sides:
            after = side.ids[self.gone - 1] if self.gone else EntryId.START
            found = self.run(side.log.read(after, HISTORY, limit=10_000))
            known = len(side.ids) - self.gone
            assert [entry.id for entry in found[:known]] == side.ids[self.gone :]
            side.ids += [entry.id for entry in found[known:]]
            side.entries += found[known:]
            assert [side.seen(entry) for entry in found] == self.entries[self.gone :]

    @invariant()
    def nothing_unfinished_is_trimmed_and_nothing_is_answered_twice(self) -> None:
        for group in self.groups.values():
            assert all(number >= self.gone for number in (*group.pending, *self.waiting(group)))
        for key, times in self.answers.items():
            assert times <= 1 + self.retries[key]

    @invariant()
    def the_status_tells_what_waits_and_what_is_pending(self) -> None:
        for side in self.sides:
            status = self.run(side.log.status())
            told = {reader.name: (reader.behind, reader.pending) for reader in status.readers if reader.name in GROUPS}
            assert told == {name: (len(self.waiting(group)), len(group.pending)) for name, group in self.groups.items()}


def tombstone(entry: Entry) -> Tombstone:
    event = entry.event()
    redaction = event_id("claimwire.control.redact", event.subject)
    body = EntryRedacted(article_id=event.subject, original_id=event.id, original_type=event.type, redaction=redaction)
    identity = event_id("claimwire.entry.redacted", event.subject, fact=str(entry.id))
    made = new_event(body, id=identity, subject=event.subject, source="claimwire/test", time=NOON)
    return Tombstone(entry.stream, entry.id, made)


@pytest.fixture(scope="module")
def quick_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that does not wait for its disk: what is lost with it is nobody's."""
    with EmbeddedServer(Path(tmp_path_factory.mktemp("quick"))) as server, Redis.from_url(server.url) as client:
        client.config_set("appendfsync", "no")
        yield server.url


def test_memory_and_server_agree_with_the_model(quick_server: str) -> None:
    LogMachine.url = quick_server
    run_state_machine_as_test(
        LogMachine,
        settings=settings(
            max_examples=60, stateful_step_count=35, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
        ),
    )
