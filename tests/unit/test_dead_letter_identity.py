"""A dead letter's id: the same for a repeat, another after a retry."""

from datetime import timedelta

from claimwire.errors import ExtractionFailed
from claimwire.events import Event, Stream, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry, EntryId
from claimwire.subscriptions import dead_letter
from claimwire.testing import NOON, published_article

ENTRY = Entry(Stream.ARTICLES, EntryId(1_000, 3), to_fields(published_article("a-1")))


def given_up(*, attempts: int = 1, retry: str | None = None, later: int = 0, group: str = "g") -> Event:
    return dead_letter(
        Delivery(ENTRY, attempts, retry),
        ExtractionFailed("choked"),
        group=group,
        consumer="c",
        service="claimwire/test",
        now=NOON + timedelta(seconds=later),
    )


def test_a_repeat_after_a_crash_has_the_same_id() -> None:
    assert given_up().id == given_up(attempts=2, later=60).id
    assert given_up(retry="r1").id == given_up(retry="r1", attempts=2, later=60).id


def test_each_retry_and_each_group_has_an_id_of_its_own() -> None:
    ids = {given_up().id, given_up(group="h").id, given_up(retry="r1").id, given_up(retry="r2").id}
    assert len(ids) == 4


def test_the_id_of_the_first_is_as_it_always_was() -> None:
    expected = event_id("claimwire.deadletter.parked", "a-1", fact="articles/1000-3/g")
    assert given_up().id == expected
