"""What two generations found, side by side."""

from typing import Any

import pytest

from claimwire.comparison import (
    Difference,
    Extracted,
    FactKind,
    FieldChange,
    Totals,
    compare,
    field_changes,
    match_facts,
)
from claimwire.testing import reported_claim, reported_strike
from claimwire.testing.made_news import fact_id

TEXT = "Two rockets hit Kalyna at dawn, the mayor, Oksana Hrytsenko, said. The report could not be confirmed."


def span(words: str, after: int = 0) -> dict[str, Any]:
    start = TEXT.index(words, after)
    return {"text": words, "start": start, "end": start + len(words)}


def claim(name: str, generation: int = 1, **fields: Any) -> dict[str, Any]:
    return reported_claim("a", fact_id(name), generation=generation, **fields).data.model_dump(mode="json")


def strike(name: str, generation: int = 1, **fields: Any) -> dict[str, Any]:
    return reported_strike("a", fact_id(name), generation=generation, **fields).data.model_dump(mode="json")


def extracted(*bodies: dict[str, Any]) -> Extracted:
    return Extracted(
        {body["claim_id"]: body for body in bodies if "claim_id" in body},
        {body["strike_id"]: body for body in bodies if "strike_id" in body},
    )


def changes(*found: Difference) -> list[tuple[str, Any, Any]]:
    return [(change.field, change.a, change.b) for one in found for change in one.changes]


def test_the_same_found_by_two_generations_is_no_difference() -> None:
    assert compare(extracted(claim("c"), strike("s")), extracted(claim("c", 2), strike("s", 2))) == []
    assert compare(extracted(), extracted()) == []


def test_what_only_one_found_is_told_in_the_order_of_the_text() -> None:
    early, late = span("Two rockets hit Kalyna"), span("The report could not be confirmed")
    a = extracted(claim("late", content=[late]), strike("early", evidence=[early]))
    b = extracted(claim("early", 2, content=[early]), strike("late", 2, evidence=[late]))

    told = [
        (one.kind, (one.a or one.b or {})["generation"], "only A" if one.b is None else "only B")
        for one in compare(a, b)
    ]

    assert told == [
        (FactKind.CLAIM, 2, "only B"),
        (FactKind.CLAIM, 1, "only A"),
        (FactKind.STRIKE, 1, "only A"),
        (FactKind.STRIKE, 2, "only B"),
    ]


def test_one_id_with_other_content_tells_each_field_that_changed() -> None:
    place = strike("s")["places"][0]
    a = extracted(strike("s"))
    b = extracted(
        strike(
            "s",
            2,
            kind="missile",
            weapon=span("rockets hit"),
            count=None,
            places=[{**place, "country": "RU", "latitude": 1.5}],
            confidence=0.5,
        )
    )

    [one] = compare(a, b)

    assert (one.kind, one.a, one.b) == (FactKind.STRIKE, strike("s"), b.strikes[fact_id("s")])
    assert sorted(changes(one)) == sorted(
        [
            ("kind", "rocket", "missile"),
            ("weapon", span("rockets"), span("rockets hit")),
            ("count", strike("s")["count"], None),
            ("places[0].country", "UA", "RU"),
            ("places[0].latitude", 50.25, 1.5),
            ("confidence", 0.75, 0.5),
        ]
    )


def test_words_and_offsets_are_one_field_and_what_else_the_span_holds_is_told_apart() -> None:
    speaker = claim("c")["source"]
    moved = {**speaker, **span("the mayor"), "kind": "unnamed"}

    assert changes(*compare(extracted(claim("c")), extracted(claim("c", 2, source=moved)))) == [
        ("source", span("Oksana Hrytsenko"), span("the mayor")),
        ("source.kind", "person", "unnamed"),
    ]


def test_lists_of_different_lengths_are_told_whole() -> None:
    place = strike("s")["places"][0]

    [(field, before, after)] = changes(
        *compare(extracted(strike("s")), extracted(strike("s", 2, places=[place, place])))
    )

    assert (field, len(before), len(after)) == ("places", 1, 2)


def test_a_field_that_only_one_of_them_has_is_a_change() -> None:
    assert list(field_changes({"a": 1}, {"a": 1, "model": "x"})) == [FieldChange("model", None, "x")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Two rockets hit Kalyna at dawn", "rockets hit Kalyna", True),
        ("Two rockets hit Kalyna at dawn", "hit Kalyna at dawn, the mayor", True),
        ("Two rockets hit", "hit Kalyna at dawn", False),
        ("Two rockets hit Kalyna at dawn", "The report could not be confirmed", False),
    ],
)
def test_facts_with_other_ids_are_one_if_their_words_overlap_by_half_of_the_shorter(
    one: str, other: str, *, same: bool
) -> None:
    a, b = claim("a", content=[span(one)]), claim("b", 2, content=[span(other)])

    pairs = match_facts(FactKind.CLAIM, {a["claim_id"]: a}, {b["claim_id"]: b})

    assert pairs == ({a["claim_id"]: b["claim_id"]} if same else {})


def test_of_several_that_overlap_the_most_alike_belong_together_each_once() -> None:
    whole, half, start = "Two rockets hit Kalyna at dawn", "rockets hit Kalyna at dawn", "Two rockets hit"
    a = {name: claim(name, content=[span(words)]) for name, words in (("a1", whole), ("a2", start))}
    b = {name: claim(name, content=[span(words)]) for name, words in (("b1", start), ("b2", half), ("b3", whole))}

    assert match_facts(FactKind.CLAIM, a, b) == {"a1": "b3", "a2": "b1"}
    del b["b3"]
    assert match_facts(FactKind.CLAIM, a, b) == {"a1": "b2", "a2": "b1"}


def test_an_id_that_both_have_is_never_paired_with_another_one() -> None:
    body = claim("x")

    assert match_facts(FactKind.CLAIM, {"x": body, "y": body}, {"x": body, "z": body}) == {"x": "x", "y": "z"}


def test_facts_that_name_each_other_by_new_ids_have_not_changed_for_that() -> None:
    name = {**span("the mayor"), "claim_id": fact_id("c1")}
    a = extracted(claim("c1", strikes=[fact_id("s1")]), strike("s1", attribution=[name]))
    renamed = {**name, "claim_id": fact_id("c2")}
    b = extracted(claim("c2", 2, strikes=[fact_id("s2")]), strike("s2", 2, attribution=[renamed]))

    assert compare(a, b) == []
    assert changes(*compare(a, extracted(claim("c2", 2), strike("s2", 2, attribution=[renamed])))) == [
        ("strikes", [fact_id("s1")], [])
    ]


def test_totals_count_facts_and_fields() -> None:
    a = extracted(claim("same"), claim("gone", content=[span("The report")]), strike("s"), strike("t"))
    far = span("could not be confirmed")
    b = extracted(
        claim("same", 2), strike("s", 2, kind="bomb", count=None), strike("t", 2), strike("u", 2, evidence=[far])
    )
    totals = Totals()

    totals.add(a, compare(a, b))
    totals.add(a, compare(a, a))

    assert (totals.revisions, totals.alike) == (2, 1)
    claims, strikes = totals.claims, totals.strikes
    assert (claims.same, claims.changed, claims.only_a, claims.only_b) == (3, 0, 1, 0)
    assert (strikes.same, strikes.changed, strikes.only_a, strikes.only_b) == (3, 1, 0, 1)
    assert (claims.fields, strikes.fields) == ({}, {"kind": 1, "count": 1})
