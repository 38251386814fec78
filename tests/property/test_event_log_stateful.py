"""Any sequence of writes, deaths, repairs and trims comes out the same in memory, on a server, and in plain dictionaries.

The rules of the log are written down a second time here, over entries numbered in the order in which they were
added: they share no code with the adapters but the events themselves.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

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
from claimwire.events import HISTORY, Event, Stream
from claimwire.log import (
    Append,
    Commit,
    Delivery,
    EntryId,
    Head,
    MemoryLog,
    RedisLog,
)
from claimwire.subscriptions import dead_letter
from claimwire.testing import NOON, completed_extraction, content_hash, pause_command, publication
from claimwire.testing.log_model import Handed, LogModel, Seen
from claimwire.testing.numbered_log import NumberedLog

T = TypeVar("T")

ARTICLES = ("a", "b", "c", "d")
GROUPS = ("g1", "g2")
CONSUMERS = ("c1", "c2")
WORK = ["take", "claim", "restart", "touch", "commit", "fail", "finish", "finish_all", "overtake", "cling", "give_up"]
OPERATIONS = ["retry", "retry_late", "skip", "report", "forget", "trim", "trim_all", "redact", "bar"]

GROUP = st.sampled_from([*GROUPS[:1] * 3, *GROUPS])
CONSUMER = st.sampled_from(CONSUMERS)
LIMIT = st.integers(1, 4)
SENT = st.lists(
    st.tuples(st.sampled_from(ARTICLES), st.integers(0, 2), st.sampled_from([True, True, False])),
    min_size=1,
    max_size=5,
)


class LogMachine(RuleBasedStateMachine):
    """Does the same to both adapters and to the model."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        with Redis.from_url(self.url) as client:
            client.flushall()
        self.sides = [NumberedLog(MemoryLog(lambda: time.time_ns() // 1_000_000)), NumberedLog(RedisLog(self.url))]
        self.model = LogModel(Stream.ARTICLES, GROUPS)
        self.parked: dict[str, list[int]] = {group: [] for group in GROUPS}
        self.hands: dict[tuple[str, str], list[int]] = {(group, one): [] for group in GROUPS for one in CONSUMERS}
        self.answers: Counter[tuple[str, int]] = Counter()
        self.retries: Counter[tuple[str, int]] = Counter()
        self.commands = 0

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(call)

    def teardown(self) -> None:
        for side in self.sides:
            self.run(side.log.close())
        self.runner.close()

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
        expected: list[str] = []
        for article, text, up_to_date in sent:
            known = self.model.heads.get(article)
            revision, seen = known.revision + 1 if known else 1, known if up_to_date else None
            moves.append(publication(article, revision, f"Text {text}.", seen))
            expected.append(self.model.publish(article, Head(revision, content_hash(f"Text {text}.")), seen))
        for side in self.sides:
            assert [type(outcome).__name__ for outcome in self.run(side.log.append(moves))] == expected

    # -------------------------------------------------------------- reading in a group

    # One rule for all that consumers do: of rules apart, each example would leave some out, and hardly any would
    # take, lose, claim and commit the same entry.
    @rule(
        does=st.sampled_from(WORK),
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

    def cling(self, group: str, consumer: str, limit: int) -> None:
        """Take, and still call it one's own work after another has claimed it."""
        quick = next(other for other in CONSUMERS if other != consumer)
        self.take(group, consumer, limit)
        self.claim(group, quick, limit)
        self.touch(group, consumer, limit)
        self.restart(group, consumer, limit)

    def give_up(self, group: str, consumer: str, limit: int) -> None:
        """Park what others left."""
        self.claim(group, consumer, limit)
        if self.hands[group, consumer]:
            self.park(group, consumer, self.hands[group, consumer].pop())

    def fail(self, group: str, consumer: str, _limit: int) -> None:
        """Fail with one for now."""
        if self.hands[group, consumer]:
            self.let_go(group, consumer, self.hands[group, consumer].pop())

    def hold(self, group: str, consumer: str, handed: Sequence[Handed]) -> None:
        """Have a consumer work on what it got."""
        hand = self.hands[group, consumer]
        hand += [number for number, _, _ in handed if number not in hand]

    def take(self, group: str, consumer: str, limit: int) -> None:
        """Take what nobody has taken."""
        expected = self.model.take(group, consumer, limit)
        self.hold(group, consumer, expected)
        for side in self.sides:
            found = self.run(side.log.take(Stream.ARTICLES, group, consumer, limit=limit))
            assert side.handed(found) == expected

    def restart(self, group: str, consumer: str, limit: int) -> None:
        """Die with entries in hand, come back under the same name, and take again what was left in it."""
        expected = self.model.own(group, consumer, limit)
        self.hands[group, consumer] = []
        self.hold(group, consumer, expected)
        for side in self.sides:
            found = self.run(side.log.own_pending(Stream.ARTICLES, group, consumer, after=EntryId.START, limit=limit))
            assert side.handed(found) == expected

    def claim(self, group: str, consumer: str, limit: int) -> None:
        """Take what others left, and what failed."""
        expected = self.model.claim(group, consumer, limit)
        self.hold(group, consumer, expected)
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
        self.model.let_go(group, consumer, number)
        for side in self.sides:
            self.run(side.log.let_go(Stream.ARTICLES, group, consumer, [side.ids[number]]))

    # -------------------------------------------------------------- committing

    def commit_each(self, group: str, numbers: list[int], outputs: list[list[list[Event]]], said: list[Seen]) -> None:
        """Commit inputs with outputs per side; ``said`` is what each of them adds, unless it is barred."""
        expected = self.model.commit(group, list(zip(numbers, said, strict=True)))
        for side, events in zip(self.sides, outputs, strict=True):
            commits = [Commit(side.ids[number], made) for number, made in zip(numbers, events, strict=True)]
            assert self.run(side.log.commit(Stream.ARTICLES, group, commits)) == expected

    def commit(self, group: str, consumer: str, count: int) -> None:
        """Finish some of what is in hand, though another may have finished it."""
        numbers, self.hands[group, consumer] = self.hands[group, consumer][:count], self.hands[group, consumer][count:]
        for number in numbers:
            if number in self.model.groups[group].pending and self.subject(number) not in self.model.barred:
                self.answers[group, number] += 1
        outputs = [
            [[completed_extraction(side.entries[number].event(), GROUPS.index(group) + 1)] for number in numbers]
            for side in self.sides
        ]
        kind = "claimwire.extraction.completed"
        said = [Seen(Stream.EXTRACTIONS, self.subject(number), kind) for number in numbers]
        self.commit_each(group, numbers, outputs, said)

    def park(self, group: str, consumer: str, number: int) -> None:
        """Give one up."""
        if number in self.model.groups[group].pending:
            self.parked[group].append(number)
        who, error = {"group": group, "consumer": consumer, "service": "test"}, ValueError("by design")
        letters = [dead_letter(Delivery(side.entries[number], 1), error, **who, now=NOON) for side in self.sides]
        said = Seen(Stream.DEAD, self.subject(number), "claimwire.deadletter.parked", about=number)
        self.commit_each(group, [number], [[[letter]] for letter in letters], [said])

    def subject(self, number: int) -> str:
        return self.model.entries[number].subject

    # -------------------------------------------------------------- repairing

    def command(self) -> Event:
        self.commands += 1
        return pause_command(f"command {self.commands}").event

    @rule(
        does=st.sampled_from(OPERATIONS),
        group=GROUP,
        pick=st.integers(0, 40),
    )
    def operate(self, does: str, group: str, pick: int) -> None:
        """Let an operator or the archiver do something."""
        getattr(self, does)(group, pick)

    def given_up(self, group: str, pick: int) -> int | None:
        """One of those that a group has given up; unless there is one, it gives one up now."""
        found = self.parked[group]
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
        number = self.given_up(group, pick)
        if number is None:
            return
        command = self.command()
        said = Seen(Stream.CONTROL, command.subject, command.type)
        outcome = self.model.requeue(group, number, said, command.id)
        self.retries[group, number] += outcome == "pending"
        for side in self.sides:
            call = side.log.requeue(Stream.ARTICLES, group, side.entries[number], command)
            if outcome == "refused":
                with pytest.raises(EntryGone):
                    self.run(call)
            else:
                self.run(call)

    def skip(self, group: str, pick: int) -> None:
        """Decide not to try one again: a command like any other."""
        number = self.given_up(group, pick)
        if number is None:
            return
        self.parked[group].remove(number)
        command = self.command()
        for side in self.sides:
            self.run(side.log.append([Append(event=command)]))
        self.model.entries.append(Seen(Stream.CONTROL, command.subject, command.type))

    # -------------------------------------------------------------- trimming, taking down

    def report(self, _group: str, pick: int) -> None:
        """Let the log know how far a reader without a group has come."""
        self.model.checkpoint = number = pick % len(self.model.entries)
        for side in self.sides:
            self.run(side.log.report_checkpoint("reader", HISTORY, side.ids[number]))

    def forget(self, _group: str, _pick: int) -> None:
        """Take that reader's report back."""
        self.model.checkpoint = None
        for side in self.sides:
            self.run(side.log.forget_reader("reader"))

    def trim_all(self, group: str, pick: int) -> None:
        """Drop what all have passed, after all have passed all."""
        for name in GROUPS:
            self.finish_all(name, "c1", 0)
            self.every_side_holds_what_the_model_holds()
        self.forget(group, pick)
        self.trim(group, len(self.model.entries) - 1)

    def trim(self, _group: str, pick: int) -> None:
        """Drop what all have passed."""
        below = pick % len(self.model.entries)
        self.model.trim(below)
        for side in self.sides:
            line = self.run(side.log.trim(side.ids[below]))
            assert line == self.line(side)
            assert line == self.run(side.log.trim_line())

    def redact(self, _group: str, pick: int) -> None:
        """Put a tombstone where an entry stands, or stood."""
        number = pick % len(self.model.entries)
        if self.model.entries[number].stream is Stream.CONTROL:
            return
        self.model.redact(number)
        for side in self.sides:
            self.run(side.log.redact([side.tombstone(number)]))

    def bar(self, _group: str, pick: int) -> None:
        """Take nothing about an article any more."""
        article = ARTICLES[pick % len(ARTICLES)]
        if len(self.model.barred) > 1:
            return
        self.model.barred.add(article)
        for side in self.sides:
            self.run(side.log.bar(article))

    # -------------------------------------------------------------- what always holds

    def line(self, side: NumberedLog) -> EntryId:
        """The trim line of a side, as the model has it."""
        return side.ids[self.model.gone - 1] if self.model.gone else EntryId.START

    @invariant()
    def every_side_holds_what_the_model_holds(self) -> None:
        for side in self.sides:
            found = self.run(side.log.read(self.line(side), HISTORY, limit=10_000))
            known = len(side.ids) - self.model.gone
            assert [entry.id for entry in found[:known]] == side.ids[self.model.gone :]
            side.ids += [entry.id for entry in found[known:]]
            side.entries += found[known:]
            assert [side.seen(entry) for entry in found] == self.model.entries[self.model.gone :]

    @invariant()
    def nothing_unfinished_is_trimmed_and_nothing_is_answered_twice(self) -> None:
        assert all(number >= self.model.gone for number in self.model.unfinished())
        for key, times in self.answers.items():
            assert times <= 1 + self.retries[key]

    @invariant()
    def the_status_tells_what_waits_and_what_is_pending(self) -> None:
        expected = {name: (len(self.model.waiting(name)), len(self.model.groups[name].pending)) for name in GROUPS}
        for side in self.sides:
            status = self.run(side.log.status())
            told = {reader.name: (reader.behind, reader.pending) for reader in status.readers if reader.name in GROUPS}
            assert told == expected


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
            max_examples=45, stateful_step_count=35, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
        ),
    )
