import json
import tomllib
from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.eval.gold import GoldClaim, GoldNumber, GoldStrike
from tests.eval.labelled_sets import open_set
from tests.eval.located import located
from tests.eval.offsets import occurrences
from tests.eval.open_item import OPEN, OpenItem, open_items

from claimwire.events import ClaimAct, Factuality, Quotation, StatusKind, StrikeKind

ITEMS = list(open_items())

PHENOMENA = {
    name for group in tomllib.loads((OPEN / "phenomena.toml").read_text(encoding="utf-8")).values() for name in group
}


def at_one_place(item: OpenItem, words: str) -> bool:
    return len(occurrences(item.text, words)) == 1


def test_there_are_enough_and_each_has_its_own_id() -> None:
    assert len(ITEMS) >= 150
    assert [name for name, times in Counter(item.id for item in ITEMS).items() if times > 1] == []
    assert [text for text, times in Counter(item.text for item in ITEMS).items() if times > 1] == []


def test_every_phenomenon_is_tested_and_no_other_is_named() -> None:
    named = {phenomenon for item in ITEMS for phenomenon in item.tests}

    assert (PHENOMENA - named, named - PHENOMENA) == (set(), set())


def test_there_are_short_articles_too() -> None:
    assert sum("\n\n" in item.text for item in ITEMS) >= 40


def test_all_kinds_of_labels_are_there() -> None:
    strikes = [strike for item in ITEMS for strike in item.strikes]
    claims = [claim for item in ITEMS for claim in item.claims]

    assert {strike.kind for strike in strikes} == set(StrikeKind)
    assert {strike.factuality for strike in strikes} == set(Factuality)
    assert {status.status for item in ITEMS for status in item.claim_status} == set(StatusKind)
    assert {claim.quotation for claim in claims} == set(Quotation)
    assert {claim.act for claim in claims} == set(ClaimAct) - {ClaimAct.OTHER}


@pytest.mark.parametrize("path", sorted(OPEN.glob("*.json")), ids=lambda path: path.stem)
def test_no_field_is_misspelt(path: Any) -> None:
    for item in json.loads(path.read_bytes()):
        OpenItem.model_validate(item, extra="forbid")
        assert item["id"].startswith(path.stem)


def test_words_of_strikes_are_in_the_text() -> None:
    evidence = [(item, words) for item in ITEMS for strike in item.strikes for words in strike.evidence]
    evidence += [(item, trap.evidence) for item in ITEMS for trap in item.not_strikes]
    fields = [(item, words) for item in ITEMS for strike in item.strikes for words in parts(strike)]

    assert [(item.id, words) for item, words in evidence if not at_one_place(item, words)] == []
    assert [(item.id, words) for item, words in fields if words not in item.text] == []


def parts(strike: GoldStrike) -> list[str]:
    numbers = [strike.count, strike.killed, strike.wounded]
    spans = [strike.actor.text, strike.weapon, strike.date.text if strike.date else None]
    spans += [number.text for number in numbers if number]
    return [*(span for span in spans if span), *strike.origin, *strike.targets, *strike.places, *strike.attributed_to]


def test_numbers_are_ranges() -> None:
    numbers = [
        (item.id, number)
        for item in ITEMS
        for strike in item.strikes
        for number in (strike.count, strike.killed, strike.wounded)
        if number
    ]

    assert [(name, number) for name, number in numbers if not in_order(number)] == []
    assert [item.id for item in ITEMS for strike in item.strikes if strike.no_casualties and strike.wounded] == []


def in_order(number: GoldNumber) -> bool:
    if number.min is None or number.max is None:
        return number.min != number.max
    return 0 <= number.min <= number.max


def test_days_are_ranges_up_to_the_publication() -> None:
    days = [(item, strike, strike.date) for item in ITEMS for strike in item.strikes if strike.date]

    assert len(days) > 50
    for item, strike, dated in days:
        assert dated.start, item.id
        assert dated.end, item.id
        assert dated.start <= dated.end, item.id
        assert strike.factuality == Factuality.PLANNED or dated.end <= date.fromisoformat(item.published), item.id


def test_every_place_of_a_strike_is_somewhere() -> None:
    for item in ITEMS:
        assert {place for strike in item.strikes for place in strike.places} == set(item.whereabouts), item.id
        for place in item.whereabouts.values():
            on_the_map = place.latitude is not None and place.longitude is not None
            assert on_the_map == (place.precision in {"settlement", "region"}), item.id
            assert (place.country is not None) == (place.precision == "country"), item.id


def test_words_of_claims_are_in_the_text() -> None:
    claims = [(item, claim) for item in ITEMS for claim in item.claims]

    assert [(item.id, claim) for item, claim in claims if not at_one_place(item, claim.content[0])] == []
    assert [(item.id, words) for item, claim in claims for words in said(claim) if words not in item.text] == []
    for item, claim in claims:
        found = located(item.text, claim)
        assert (len(found.content), len(found.cue)) == (len(claim.content), int(claim.cue is not None)), item.id


def said(claim: GoldClaim) -> list[str]:
    return [words for words in (claim.source, claim.cue, claim.speaker, claim.channel, *claim.content) if words]


def test_words_of_notes_are_in_the_text() -> None:
    notes = [(item, status) for item in ITEMS for status in item.claim_status]

    assert [(item.id, status) for item, status in notes if not at_one_place(item, status.evidence)] == []
    words = [(item, words) for item, status in notes for words in (status.claim, status.source) if words]
    assert [(item.id, phrase) for item, phrase in words if phrase not in item.text] == []


def test_all_of_it_is_measured() -> None:
    assert len(open_set().articles) == len(ITEMS)
