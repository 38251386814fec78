"""What holds of an article, told event by event."""

import pickle

from claimwire.client import Change, CurrentFacts
from claimwire.events import ClaimReported, EntryRedacted, Event, Redact, StrikeReported, new_event
from claimwire.events.ids import event_id
from claimwire.testing import NOON, completed, pause_command, published, reported_claim, reported_strike, withdrawn

ONE, TWO, STRIKE = event_id("claim", "1"), event_id("claim", "2"), event_id("strike", "1")


def names(change: Change) -> tuple[list[str], list[str]]:
    known = {ONE: "one", TWO: "two", STRIKE: "strike"}

    def name(fact: ClaimReported | StrikeReported) -> str:
        found = known[fact.claim_id if isinstance(fact, ClaimReported) else fact.strike_id]
        return f"{found}/{fact.revision}.{fact.generation}"

    return [name(fact) for fact in change.current], [name(fact) for fact in change.withdrawn]


def told(*events: Event, to: CurrentFacts | None = None) -> tuple[CurrentFacts, Change]:
    facts, change = to or CurrentFacts(), Change()
    for event in events:
        change = facts.read(event)
    return facts, change


def extraction(revision: int, generation: int, *claims: str, strikes: tuple[str, ...] = ()) -> list[Event]:
    return [
        *(reported_claim("a-1", claim, revision, generation) for claim in claims),
        *(reported_strike("a-1", strike, revision, generation) for strike in strikes),
        completed("a-1", revision, generation, claims=claims, strikes=strikes),
    ]


def redact() -> Event:
    body = Redact(operator="tester", article_id="a-1", reason="court order")
    return new_event(body, id=event_id("redact", "a-1"), subject="a-1", source="claimwire/cli", time=NOON)


def tombstone() -> Event:
    body = EntryRedacted(article_id="a-1", original_id=None, original_type=None, redaction=event_id("redact", "a-1"))
    return new_event(body, id=event_id("tombstone", "a-1"), subject="a-1", source="claimwire/cli", time=NOON)


def test_facts_hold_when_the_extraction_is_complete() -> None:
    facts = CurrentFacts()
    *reports, statement = extraction(1, 1, ONE, strikes=(STRIKE,))

    assert [bool(facts.read(event)) for event in [published("a-1"), *reports]] == [False, False, False]
    assert names(facts.read(statement)) == (["one/1.1", "strike/1.1"], [])
    assert facts.of("a-1") == tuple(facts) == tuple(report.data for report in reports)
    assert facts.of("a-2") == ()


def test_what_the_next_revision_no_longer_lists_is_withdrawn() -> None:
    _, change = told(*extraction(1, 1, ONE, TWO), *extraction(2, 1, TWO, strikes=(STRIKE,)))

    assert names(change) == (["two/2.1", "strike/2.1"], ["one/1.1"])


def test_what_arrives_late_changes_nothing() -> None:
    facts, change = told(*extraction(2, 1, ONE), *extraction(1, 9, TWO))

    assert not change
    assert names(Change(tuple(facts))) == (["one/2.1"], [])


def test_a_listed_fact_that_arrives_after_its_statement_holds_from_then_on() -> None:
    report, statement = extraction(1, 1, ONE)

    assert names(told(statement, report)[1]) == (["one/1.1"], [])
    assert not told(statement, reported_claim("a-1", TWO))[1]


def test_a_repeat_changes_nothing_whatever_it_says() -> None:
    facts, _ = told(*extraction(1, 1, ONE))
    other = reported_claim("a-1", ONE, lemma="shout")

    assert [bool(facts.read(event)) for event in [*extraction(1, 1, ONE), other]] == [False, False, False]


def test_a_withdrawal_leaves_nothing_of_what_was_said_until_then() -> None:
    facts, change = told(*extraction(1, 1, ONE), withdrawn("a-1"))

    assert names(change) == ([], ["one/1.1"])
    assert not told(*extraction(1, 2, ONE), to=facts)[1]
    assert names(told(*extraction(2, 2, TWO), to=facts)[1]) == (["two/2.2"], [])


def test_a_takedown_leaves_nothing_for_ever() -> None:
    for told_by in (redact(), tombstone()):
        facts, change = told(*extraction(1, 1, ONE), told_by)

        assert names(change) == ([], ["one/1.1"])
        assert not told(*extraction(2, 1, ONE), to=facts)[1]
        assert tuple(facts) == ()


def test_articles_do_not_touch_each_other() -> None:
    facts, _ = told(*extraction(1, 1, ONE))

    assert not facts.read(withdrawn("a-2"))
    assert len(facts.of("a-1")) == 1


def test_other_events_change_nothing() -> None:
    assert not CurrentFacts().read(pause_command("extractor").event)


def test_it_can_be_kept_and_gone_on_with() -> None:
    facts, _ = told(*extraction(1, 1, ONE), *extraction(2, 1, TWO)[:-1])
    kept = pickle.loads(pickle.dumps(facts))

    assert names(told(extraction(2, 1, TWO)[-1], to=kept)[1]) == (["two/2.1"], ["one/1.1"])
