"""Every rule that the explanations name: what it says is written down, and its example shows it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from tests.eval.open_item import open_items
from tests.integration.extractor.known_place import known_place

import claimwire_extractor.core
from claimwire.events import Actor, Casualties, PlacePrecision
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_rule_book, load_strike_lexicon
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.rule_book import Rule
from claimwire_extractor.core.strikes.find_strikes import find_strikes

BOOK = load_rule_book()
RULES = {**BOOK.claims, **BOOK.strikes}
CORE = Path(claimwire_extractor.core.__file__).parent


GAZETTEER = MemoryGazetteer(
    [
        known_place("Nikopol", "UA", "Dnipropetrovsk"),
        known_place("Orikhiv", "UA", "Zaporizhzhia"),
        known_place("Orikhiv", "UA", "Odesa"),
        known_place("Shebekino", "RU", "Belgorod"),
        known_place("Dnipropetrovsk", "UA", "Dnipropetrovsk", precision=PlacePrecision.REGION),
        known_place("Ukraine", "UA", "", precision=PlacePrecision.COUNTRY),
    ]
)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_example_of_a_rule_shows_it(rule: Rule, read: Callable[[str], Reading]) -> None:
    reading = read(rule.example)
    claims = find_claims(reading, load_claim_lexicon())
    strikes = find_strikes(
        reading, claims, published=date(2023, 5, 20), lexicon=load_strike_lexicon(), gazetteer=GAZETTEER
    )

    found = claims.claims if rule.name in BOOK.claims else strikes
    reasons = [reason for fact in found for reason in fact.reasons]

    assert rule.name in {reason.rule for reason in reasons}
    assert all(rule.example[slice(*reason.words)].strip() for reason in reasons if reason.words)
    assert {reason.rule for reason in reasons} <= RULES.keys()


_UNEXPLAINED = {"reasons", "confidence", "lemma"}
"""What is no value of its own."""


def test_no_value_of_the_open_gold_is_without_a_known_reason(read: Callable[[str], Reading]) -> None:
    unexplained: list[tuple[str, str]] = []
    for item in open_items():
        reading = read(item.text)
        claims = find_claims(reading, load_claim_lexicon())
        published = date.fromisoformat(item.published[:10])
        strikes = find_strikes(reading, claims, published=published, lexicon=load_strike_lexicon(), gazetteer=GAZETTEER)
        for facts, rules in ((claims.claims, BOOK.claims), (strikes, BOOK.strikes)):
            for fact in facts:
                assert {reason.rule for reason in fact.reasons} <= rules.keys()
                told = {reason.field for reason in fact.reasons}
                unexplained += [
                    (item.id, field)
                    for field in get_type_hints(type(fact))
                    if field not in told | _UNEXPLAINED and says_something(getattr(fact, field))
                ]

    assert unexplained == []


def says_something(value: object) -> bool:
    """Whether it is more than what stands where an article says nothing."""
    return value not in (None, (), Actor(), Casualties())


def test_every_rule_the_code_names_is_written_down() -> None:
    names = "|".join({name.partition(".")[0] for name in RULES})
    sources = [path.read_text(encoding="utf-8") for path in CORE.rglob("*.py")]
    named = {name for source in sources for name in re.findall(rf'[^f]"((?:{names})\.[a-z-]+)"', source)}

    assert len(named) > 50
    assert named - RULES.keys() == set()


def test_confidence_weighs_rules_and_fields_that_there_are() -> None:
    for weights, rules in (
        (load_claim_lexicon().confidence.weights, BOOK.claims),
        (load_strike_lexicon().confidence.weights, BOOK.strikes),
    ):
        assert weights.keys() <= {*rules, *(name.partition(".")[0] for name in rules)}


def test_names_and_words_are_plain() -> None:
    assert not BOOK.claims.keys() & BOOK.strikes.keys()
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", name) for name in RULES)
    assert all(not rule.says.endswith(".") for rule in RULES.values())
