"""Findings become facts with computed ids, linked and listed."""

from datetime import UTC, datetime
from typing import Any

from claimwire.events import (
    Actor,
    ArticleText,
    Casualties,
    ClaimAct,
    Cut,
    Factuality,
    Quotation,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    StatusKind,
    StrikeKind,
)
from claimwire.events.ids import claim_id, event_id, strike_id
from claimwire.testing import published
from claimwire_extractor.core.events import extraction_events
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundAttribution, FoundClaim, FoundClaims, FoundStrike
from claimwire_extractor.core.generation import GENERATION
from claimwire_extractor.core.report import report

TEXT = "Shells fell on Verba, the mayor said. “Shells fell on Verba,” the mayor repeated. Nobody could check this."
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(text=words, start=start, end=start + len(words))


def claim(content: str = "Shells fell on Verba", *, name: str = "the mayor", after: int = 0) -> FoundClaim:
    speaker = span("the mayor", after)
    return FoundClaim(
        source=Speaker(**speaker.model_dump(), name=name, kind=SpeakerKind.PERSON),
        cue=span("said"),
        lemma="say",
        act=ClaimAct.SAY,
        content=(span(content, after),),
        quotation=Quotation.INDIRECT,
    )


def strike(*claims: int | None, evidence: str = "Shells fell on Verba") -> FoundStrike:
    return FoundStrike(
        kind=StrikeKind.ARTILLERY,
        weapon=span("Shells"),
        count=None,
        actor=Actor(),
        origins=(),
        targets=(),
        places=(),
        occurred=None,
        casualties=Casualties(),
        attribution=tuple(FoundAttribution(span=span("the mayor"), claim=index) for index in claims),
        factuality=Factuality.CLAIMED,
        verification=None,
        evidence=(span(evidence),),
        confidence=0.5,
    )


def extraction(*, claims: list[FoundClaim], strikes: list[FoundStrike], revision: int = 1, **more: Any) -> Extraction:
    article = published("a", revision, text=TEXT).data
    assert isinstance(article, ArticleText)
    note = Status(status=StatusKind.UNVERIFIED, evidence=span("Nobody could check this"))
    findings = Findings(FoundClaims(claims=claims, statuses=[note]), strikes)
    return report(article, findings, model="made/1", sentences=3, elapsed_ms=7, **more)


def test_equal_claims_are_told_apart_by_their_order() -> None:
    found = extraction(claims=[claim(), claim(name="The Mayor"), claim(name="somebody else")], strikes=[])

    assert [fact.claim_id for fact in found.claims] == [
        claim_id("a", "the mayor", "Shells fell on Verba", 0),
        claim_id("a", "the mayor", "Shells fell on Verba", 1),
        claim_id("a", "somebody else", "Shells fell on Verba", 0),
    ]


def test_strikes_of_one_sentence_are_told_apart_by_their_order() -> None:
    found = extraction(claims=[], strikes=[strike(), strike(evidence="Nobody could check this"), strike()])

    assert [fact.strike_id for fact in found.strikes] == [
        strike_id("a", "Shells fell on Verba", 0),
        strike_id("a", "Nobody could check this", 0),
        strike_id("a", "Shells fell on Verba", 1),
    ]


def test_a_strike_and_the_claims_it_rests_on_name_each_other() -> None:
    found = extraction(claims=[claim(), claim(name="b")], strikes=[strike(1, None), strike(0, 1, 1)])
    _, second = (fact.claim_id for fact in found.claims)
    one, other = (fact.strike_id for fact in found.strikes)

    assert [name.claim_id for name in found.strikes[0].attribution] == [second, None]
    assert [fact.strikes for fact in found.claims] == [(other,), (one, other)]


def test_completed_comes_last_and_lists_everything() -> None:
    cut = Cut(start=1, end=2, reason="length")

    found = extraction(claims=[claim()], strikes=[strike(0), strike(0)], cuts=[cut])

    completed = found.bodies[-1]
    assert completed is found.completed
    assert found.completed.claim_ids == tuple(fact.claim_id for fact in found.claims)
    assert found.completed.strike_ids == tuple(fact.strike_id for fact in found.strikes)
    assert (found.completed.claims, found.completed.strikes, found.completed.sentences) == (1, 2, 3)
    assert (found.completed.elapsed_ms, found.completed.cuts) == (7, (cut,))
    assert [status.evidence.text for status in found.completed.statuses] == ["Nobody could check this"]
    assert found.completed.extractor == "claimwire-extractor/0.1.0"


def test_a_fact_keeps_its_id_through_revisions_but_is_said_in_an_event_of_its_own() -> None:
    first, second = (extraction(claims=[claim()], strikes=[], revision=revision) for revision in (1, 2))
    said = [extraction_events(each, time=NOON) for each in (first, second)]

    assert first.claims[0].claim_id == second.claims[0].claim_id
    assert (first.claims[0].revision, second.claims[0].revision) == (1, 2)
    assert len({event.id for events in said for event in events}) == 4


def test_events_have_computed_ids_and_continue_the_chain_of_the_article() -> None:
    cause = published("a", text=TEXT)
    found = extraction(claims=[claim()], strikes=[strike(0)])

    events = extraction_events(found, time=NOON, cause=cause)

    facts = [
        ("claimwire.claim.reported", found.claims[0].claim_id),
        ("claimwire.strike.reported", found.strikes[0].strike_id),
        ("claimwire.extraction.completed", ""),
    ]
    assert [event.id for event in events] == [event_id(kind, "a", 1, GENERATION, fact) for kind, fact in facts]
    assert {(event.causationid, event.correlationid) for event in events} == {(cause.id, cause.correlationid)}
    assert {(event.subject, event.source, event.time) for event in events} == {("a", "claimwire/extractor", NOON)}
    assert extraction_events(found, time=NOON, cause=cause) == events
