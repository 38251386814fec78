"""Batches made ready in another process: the same as made here, and nothing left running."""

import subprocess
import sys
from multiprocessing import active_children
from subprocess import PIPE

import pytest

from claimwire.errors import UndecodableEntry, WorkerLost
from claimwire.events import Retry, Stream, new_event, stream_of, to_fields, type_of
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId
from claimwire.testing import completed, published, reported_claim, reported_strike, wait_until
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.ready_batch import ReadyBatch

CLAIM = event_id("claim", "one")
STRIKE = event_id("strike", "one")
PARENT = """
import sys
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId
from claimwire.testing import published
from claimwire_projection.adapters.ready_ahead import ReadyAhead

if __name__ == "__main__":
    ahead = ReadyAhead()
    ahead.begin([Entry(Stream.ARTICLES, EntryId(1, 0), to_fields(published("a-1")))], "sqlite")()
    print("ready", flush=True)
    sys.stdin.read()
"""


def entries() -> list[Entry]:
    article = published("a-1")
    command = Retry(operator="Vera", where="view", positions=("0:1-0",))
    said = [
        article,
        reported_claim("a-1", CLAIM),
        reported_strike("a-1", STRIKE),
        completed("a-1", claims=(CLAIM,), strikes=(STRIKE,)),
        new_event(command, id=event_id(type_of(command).name, "x"), subject="x", source="test", time=article.time),
    ]
    return [Entry(stream_of(event.data), EntryId(n, 0), to_fields(event)) for n, event in enumerate(said, 1)]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_another_process_makes_of_entries_what_this_one_makes(dialect: str) -> None:
    with ReadyAhead() as ahead:
        first, second = ahead.begin(entries(), dialect), ahead.begin(entries()[:1], dialect)

        assert first() == ReadyBatch.of(entries(), dialect)
        assert second() == ReadyBatch.of(entries()[:1], dialect)
        assert [position for position, _ in first().commands] == [EntryId(5, 0)]
        assert list(second().rows) == ["articles"]


def test_what_is_wrong_with_an_entry_is_raised_here_and_the_next_batch_is_made() -> None:
    with ReadyAhead() as ahead:
        bad = ahead.begin([Entry(Stream.ARTICLES, EntryId(1, 0), {b"type": b"x"})], "sqlite")
        good = ahead.begin(entries(), "sqlite")

        with pytest.raises(UndecodableEntry, match="no 'version'"):
            bad()
        assert good().rows


def test_a_process_that_is_killed_is_told_in_a_sentence() -> None:
    with ReadyAhead() as ahead:
        ahead.begin(entries(), "sqlite")()
        [process] = active_children()
        process.kill()
        process.join()

        with pytest.raises(WorkerLost, match=r"was killed.*give the command again"):
            wait_until(lambda: ahead.begin(entries(), "sqlite") is None)


def test_the_process_ends_with_one_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=PIPE, stdout=PIPE, text=True) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "ready\n"
        parent.kill()

        # The pipe ends when the last process that holds it does.
        assert parent.communicate(timeout=60)[0] == ""
