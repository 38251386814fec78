from datetime import date
from typing import Any

import pytest
from tests.eval.gold import Gold, GoldPlace
from tests.eval.share import Share
from tests.eval.status_scores import status_scores
from tests.eval.strike_scores import strike_scores
from tests.eval.tally import Tally
from tests.eval.whereabouts import whereabouts_scores
from tests.unit.eval.found import place, status, strike

from claimwire.events import Factuality, Side, StatusKind, StrikeKind

TEXT = (
    "Shells fell on Marrow and Ostley on Monday. Six rockets hit a mill in Ostley, clerks said. "
    "Had they come nearer, shells would have hit the dam. Ostley was shelled in March."
)
SHELLS = "Shells fell on Marrow and Ostley on Monday."
ROCKETS = "Six rockets hit a mill in Ostley, clerks said."
DAM = "shells would have hit the dam"
MARCH = "Ostley was shelled in March."


def gold(*strikes: dict[str, Any], **fields: Any) -> Gold:
    whole = [{"kind": "artillery", "factuality": "asserted"} | label for label in strikes]
    return Gold.model_validate({"id": "a", "strikes": whole} | fields)


def test_strikes_are_paired_by_place_before_kind() -> None:
    labels = gold({"evidence": [SHELLS], "places": ["Marrow"]}, {"evidence": [SHELLS], "places": ["Ostley"]})
    found = [
        strike(TEXT, SHELLS, places=(place(TEXT, "Ostley"),)),
        strike(TEXT, SHELLS, kind=StrikeKind.ROCKET, places=(place(TEXT, "Marrow"),)),
    ]

    scores, pairs = strike_scores(TEXT, labels, found)

    assert sorted(pairs) == [(0, 1), (1, 0)]
    assert scores.tallies["kind"] == Tally(1, 2, 2)
    assert scores.tallies["places"] == Tally(2, 2, 2)


def test_evidence_must_meet() -> None:
    scores, pairs = strike_scores(TEXT, gold({"evidence": [SHELLS]}), [strike(TEXT, ROCKETS)])

    assert pairs == []
    assert scores.tallies["all strikes"] == Tally(0, 1, 1)
    assert [miss.figure for miss in scores.misses] == ["strike missed", "strike too many"]


def test_a_trap_is_taken_only_by_a_strike_that_is_none() -> None:
    labels = gold(
        {"evidence": [SHELLS]},
        not_strikes=[{"evidence": DAM, "why": "hypothetical"}, {"evidence": "Monday", "why": "other"}],
    )

    scores, _ = strike_scores(TEXT, labels, [strike(TEXT, SHELLS), strike(TEXT, DAM)])

    assert scores.shares["traps taken"] == Share(1, 2)
    assert [miss.figure for miss in scores.misses] == ["trap taken"]


def test_history_on_either_side_is_no_current_strike() -> None:
    past = Factuality.HISTORICAL
    labels = gold({"evidence": [SHELLS]}, {"evidence": [ROCKETS]}, {"evidence": [MARCH], "factuality": "historical"})
    found = [strike(TEXT, SHELLS), strike(TEXT, ROCKETS, factuality=past), strike(TEXT, MARCH, factuality=past)]

    scores, _ = strike_scores(TEXT, labels, found)

    assert scores.tallies["all strikes"] == Tally(3, 3, 3)
    assert scores.tallies["current strikes"] == Tally(1, 1, 2)


def test_every_slot_is_counted() -> None:
    label = {
        "evidence": [ROCKETS],
        "kind": "rocket",
        "weapon": "rockets",
        "count": {"text": "Six", "min": 6, "max": 6},
        "actor": {"text": None, "side": "RU"},
        "targets": ["a mill"],
        "places": ["Ostley"],
        "date": {"text": "on Monday", "start": "2031-03-03T08:00:00", "end": "2031-03-03"},
        "killed": {"text": "Six", "min": 6, "max": None},
        "attributed_to": ["clerks"],
        "factuality": "claimed",
    }
    found = strike(
        TEXT,
        ROCKETS,
        kind=StrikeKind.ROCKET,
        weapon="Six rockets",
        count=("Six", 6, None),
        side=Side.UA,
        places=(place(TEXT, "Ostley"), place(TEXT, "Marrow")),
        targets=("a mill",),
        days=("on Monday", date(2031, 3, 3), date(2031, 3, 4)),
    )

    scores, _ = strike_scores(TEXT, gold(label), [found])

    expected = {
        "kind": Tally(1, 1, 1),
        "weapon": Tally(1, 1, 1),
        "count": Tally(0, 1, 1),
        "side": Tally(0, 1, 1),
        "origin": Tally(),
        "targets": Tally(1, 1, 1),
        "places": Tally(1, 2, 1),
        "date": Tally(1, 1, 1),
        "date_to": Tally(0, 1, 1),
        "killed": Tally(0, 0, 1),
        "wounded": Tally(),
        "no_casualties": Tally(),
        "attributed_to": Tally(0, 0, 1),
        "factuality": Tally(0, 1, 1),
        "verification": Tally(),
    }
    assert {name: tally for name, tally in scores.tallies.items() if name in expected} == expected
    assert scores.tallies["slots overall"] == Tally(5, 10, 11)
    wrong = [miss.figure for miss in scores.misses]
    assert wrong == ["count", "side", "places", "date_to", "killed", "attributed_to", "factuality"]


def test_both_ends_of_a_date_count() -> None:
    label = {"evidence": [SHELLS], "date": {"text": "on Monday", "start": "2031-03-03", "end": "2031-03-03"}}
    found = strike(TEXT, SHELLS, days=("on Monday", date(2031, 3, 2), date(2031, 3, 3)))

    scores, _ = strike_scores(TEXT, gold(label), [found])

    assert (scores.tallies["date"], scores.tallies["date_to"]) == (Tally(0, 1, 1), Tally(1, 1, 1))


def test_an_unknown_side_is_no_answer() -> None:
    scores, _ = strike_scores(TEXT, gold({"evidence": [SHELLS]}), [strike(TEXT, SHELLS)])

    assert scores.tallies["side"] == Tally()


def test_a_note_counts_once_whatever_claims_it_speaks_of() -> None:
    text = "Neither claim could be verified. Officials denied it."
    evidence = "could be verified"
    labels = gold(
        claim_status=[
            {"claim": "x", "status": "unverified", "evidence": "Neither claim could be verified"},
            {"claim": "y", "status": "unverified", "evidence": "Neither claim could be verified"},
            {"claim": "x", "status": "denied", "evidence": "Officials denied it"},
        ]
    )
    notes = [
        status(text, StatusKind.UNVERIFIED, evidence),
        status(text, StatusKind.UNVERIFIED, evidence),
        status(text, StatusKind.VERIFIED, "Officials denied it"),
    ]

    scores = status_scores(text, labels, notes)

    assert scores.tallies["statuses"] == Tally(1, 2, 2)
    assert [miss.figure for miss in scores.misses] == ["status missed", "status too many"]


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        (
            {"precision": "settlement", "latitude": 50, "longitude": 30},
            {"precision": "exact", "latitude": 51, "longitude": 30},
            True,
        ),
        (
            {"precision": "settlement", "latitude": 50, "longitude": 30},
            {"precision": "exact", "latitude": 52, "longitude": 30},
            False,
        ),
        (
            {"precision": "settlement", "latitude": 50, "longitude": 30},
            {"precision": "region", "latitude": 50, "longitude": 30},
            False,
        ),
        ({"precision": "settlement", "latitude": 50, "longitude": 30}, {"precision": "unresolved"}, False),
        ({"precision": "country", "country": "SY"}, {"precision": "country", "country": "SY"}, True),
        ({"precision": "country", "country": "SY"}, {"precision": "country", "country": "LB"}, False),
        ({"precision": "unresolved"}, {"precision": "unresolved"}, True),
        ({"precision": "unresolved"}, {"precision": "settlement", "latitude": 50, "longitude": 30}, False),
    ],
)
def test_a_place_is_right_within_a_hundred_miles(expected: Any, found: Any, *, right: bool) -> None:
    labels = gold({"evidence": [SHELLS], "places": ["Marrow", "Ostley"]})
    where = {"Marrow": GoldPlace.model_validate(expected)}

    scores = whereabouts_scores(
        "a", where, labels.strikes[0], strike(TEXT, SHELLS, places=(place(TEXT, "Marrow", **found),))
    )

    assert scores.shares["places resolved"] == Share(int(right), 1)
    assert len(scores.misses) == (not right)
