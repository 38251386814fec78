"""Reasons, and how they are told."""

import json
from datetime import UTC, datetime

import pytest

from claimwire.events import (
    Actor,
    ArticlePublished,
    ArticleSource,
    Casualties,
    ClaimAct,
    Factuality,
    Quotation,
    Span,
    Speaker,
    SpeakerKind,
    StrikeKind,
)
from claimwire_extractor.adapters.explanation import explanation_lines, explanation_text
from claimwire_extractor.core.explained import Explained
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaim, FoundClaims, FoundStrike
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.report import report
from claimwire_extractor.core.rule_book import parse_rule_book

TEXT = "Two shells hit\nthe pier, Petro Kost said."
BOOK = parse_rule_book(
    """
[claim.cue]
verb = { says = "this verb attributes", example = "She said no." }
[strike.kind]
strike-word = { says = "this word means that kind", example = "Shells fell." }
[strike.actor]
nobody = { says = "nobody is named", example = "Shells fell." }
""",
    """
[claim]
start = 1.5
weights = {}
[strike]
start = -1
weights = { "kind.strike-word" = 0.5, "actor" = 0.25, "places" = 3 }
""",
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


@pytest.fixture
def explained() -> Explained:
    article = ArticlePublished(
        article_id="pier.txt",
        revision=1,
        retrieved_at=datetime(2031, 3, 4, tzinfo=UTC),
        text=TEXT,
        content_hash="0" * 64,
        source=ArticleSource.FILE,
    )
    name = span("Petro Kost")
    claim = FoundClaim(
        source=Speaker(**name.model_dump(), name="Petro Kost", kind=SpeakerKind.PERSON),
        cue=span("said"),
        lemma="say",
        act=ClaimAct.SAY,
        content=(span("Two shells hit\nthe pier"),),
        quotation=Quotation.INDIRECT,
        reasons=(Reason.of("cue.verb", span("said")),),
    )
    strike = FoundStrike(
        kind=StrikeKind.ARTILLERY,
        weapon=span("shells"),
        count=None,
        actor=Actor(),
        origins=(),
        targets=(span("the pier"),),
        places=(),
        occurred=None,
        casualties=Casualties(),
        attribution=(),
        factuality=Factuality.CLAIMED,
        verification=None,
        evidence=(span("Two shells hit\nthe pier"),),
        confidence=0.5,
        reasons=(Reason.of("kind.strike-word", span("shells"), span("hit")), Reason.of("actor.nobody")),
    )
    findings = Findings(FoundClaims(claims=(claim,), statuses=()), (strike,))
    return Explained.of(report(article, findings, model="made", sentences=1, elapsed_ms=0), article, findings)


def test_a_reason_covers_its_words_from_the_first_to_the_last() -> None:
    reason = Reason.of("kind.strike-word", span("hit"), span("Two"))

    assert (reason.field, reason.words) == ("kind", (0, 14))
    assert Reason.of("actor.nobody").words is None


def test_programs_get_an_object_for_each_claim_and_strike(explained: Explained) -> None:
    claim, strike = (json.loads(line) for line in explanation_lines(explained, BOOK))

    assert claim == {
        "article_id": "pier.txt",
        "type": "claimwire.claim.reported",
        "id": explained.extraction.claims[0].claim_id,
        "reasons": [{"field": "cue", "rule": "cue.verb", "words": {"text": "said", "start": 36, "end": 40}}],
        "confidence": None,
        "weights": {"start": 1.5},
    }
    assert strike["id"] == explained.extraction.strikes[0].strike_id
    assert strike["reasons"] == [
        {"field": "kind", "rule": "kind.strike-word", "words": {"text": "shells hit", "start": 4, "end": 14}},
        {"field": "actor", "rule": "actor.nobody", "words": None},
    ]
    assert strike["confidence"] == 0.5
    assert strike["weights"] == {"start": -1.0, "kind.strike-word": 0.5, "actor": 0.25}


def test_people_get_each_value_with_what_it_rests_on(explained: Explained) -> None:
    assert explanation_text(explained, BOOK).splitlines() == [
        "pier.txt: 1 claim, 1 strike",
        "",
        f"Claim {explained.extraction.claims[0].claim_id}",
        "  cue: “said”",
        "    cue.verb  this verb attributes: “said” [36:40]",
        "  confidence: None",
        "    start +1.50",
        "",
        f"Strike {explained.extraction.strikes[0].strike_id}",
        "  kind: artillery",
        "    kind.strike-word  this word means that kind: “shells hit” [4:14]",
        "  actor: side unknown",
        "    actor.nobody  nobody is named",
        "  confidence: 0.5",
        "    start -1.00, kind.strike-word +0.50, actor +0.25",
    ]
