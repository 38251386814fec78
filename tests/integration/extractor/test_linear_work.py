"""Twice as much text is twice as much work for the rules, whatever it repeats: calls are counted, not seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from claimwire_extractor.adapters.pipeline import Pipeline
from claimwire_extractor.adapters.rules import load_rules
from claimwire_extractor.core.findings import Rules

DAY = date(2023, 5, 20)
TIMES = 120
MOST = 2.3
"""How many times the work twice the text may be; work that grows with the square is four times as much."""

REPEATED = {
    "mentions of one strike": "Two rockets hit a school in Kharkiv on Monday, killing three people.\nNobody else was hurt there on Monday.\n",
    "references back": "The attack was the worst in Kharkiv. ",
    "claims": "Petro Lysenko, the mayor, said on Telegram that the depot was empty. ",
    "quotations": '“We will rebuild,” he added. ‘Soon’, " and again". ',
    "quotations left open": "“We will rebuild.\n",
    "dashes": "- We stay - by the river, ",
    "notes": "He denied it. It could not be independently verified. ",
    "unknown places": "Shells hit the village of Novotarnivka near Zhovtoselytsia in Kharkiv region. ",
    "weapons": "Iskander missiles, Shahed-136 drones and HIMARS rockets fell. ",
    "dates": "On Monday, on 5 June 2022, last week, the same day and overnight shells hit Lviv. ",
    "a sentence without an end": "officials said that rockets hit Kherson and two people were killed there and ",
    "a list": "rockets, drones, Kharkiv, 12 people, ",
    "nesting": "( he said that “ she claims ",
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.load()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Count the calls of functions, generators and builtins while the block lasts."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield lambda: calls
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED.keys())
def test_twice_the_text_is_twice_the_work(pipeline: Pipeline, rules: Rules, text: str) -> None:
    # The first reading fills the caches of words and names.
    readings = [pipeline.read(text * times) for times in (TIMES, TIMES, 2 * TIMES)]
    work = []

    for reading in readings:
        with counted() as calls:
            rules(reading, DAY)
        work.append(calls())

    assert work[2] <= MOST * work[1]


def test_a_strike_of_many_places_is_no_more_work_for_each(pipeline: Pipeline, rules: Rules) -> None:
    names = [f"Nova{first}{second}ka" for first in "bdfgklmnprstvz" for second in "aeiouyrlnmksvdtbgz"]
    told = [f"The strikes on Kherson and {name} killed {count} people." for count, name in enumerate(names, start=3)]
    readings = [pipeline.read(" ".join(told[:count])) for count in (TIMES, TIMES, 2 * TIMES)]
    found, work = [], []

    for reading in readings:
        with counted() as calls:
            found.append(rules(reading, DAY).strikes)
        work.append(calls())

    assert [len(strikes[0].places) > TIMES / 2 for strikes in found] == [True, True, True]
    assert work[2] <= MOST * work[1]
