"""Those whom a speaker cites or quotes, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import Told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The radio reported that a depot was hit, citing two harbour officials.", [("The radio", "reported", ["that a depot was hit"]), ("two harbour officials", "citing", ["that a depot was hit"])]),
        ("Citing local residents, the radio said that a drone had struck a school.", [("local residents", "Citing", ["that a drone had struck a school"]), ("the radio", "said", ["that a drone had struck a school"])]),
        ("The radio reported on Monday, citing unnamed sources, that the airport had been bombed.", [("The radio", "reported on", ["that the airport had been bombed"]), ("unnamed sources", "citing", ["that the airport had been bombed"])]),
        ("State television, quoting the army, said that jets had struck a camp.", [("the army", "quoting", ["that jets had struck a camp"]), ("State television", "said", ["that jets had struck a camp"])]),
        ("The depot was hit, the radio said, citing a report by the harbour police.", [("the radio", "said", ["The depot was hit"]), ("a report by the harbour police", "citing", ["The depot was hit"])]),
    ],
)  # fmt: skip
def test_who_is_cited_says_what_the_citing_speaker_says(
    told: Told, text: str, claims: list[tuple[str, str, list[str]]]
) -> None:
    assert told(text) == claims


def test_who_is_quoted_as_saying_something_says_it(told: Told) -> None:
    assert told("The radio quoted a military source as saying that jets had struck a camp.")[-1] == (
        "a military source",
        "saying",
        ["that jets had struck a camp"],
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The envoy said the army had hit a depot, citing satellite images.", [("The envoy", "said", ["the army had hit a depot"]), ("The envoy", "citing", ["satellite images"])]),
        ("The mayor said the bridge would close, citing the law.", [("The mayor", "said", ["the bridge would close"]), ("The mayor", "citing", ["the law"])]),
        ("The envoy cited Norway and Latvia as examples of good neighbours.", [("The envoy", "cited", ["Norway and Latvia as examples of good neighbours"])]),
        ("The envoy cited the raid on the market as proof.", [("The envoy", "cited", ["the raid on the market as proof"])]),
    ],
)  # fmt: skip
def test_a_thing_that_is_cited_says_nothing(told: Told, text: str, claims: list[tuple[str, str, list[str]]]) -> None:
    assert told(text) == claims


def test_a_name_alone_is_no_content(told: Told) -> None:
    assert told("The envoy cited the harbour police.") == []


def test_what_somebody_refers_to_is_not_said_again(told: Told) -> None:
    assert told("The envoy said the raid was a crime, referring to the fire at the market.") == [
        ("The envoy", "said", ["the raid was a crime"])
    ]
    assert told("The envoy referred to the raid as a massacre.") == [
        ("The envoy", "referred to", ["the raid as a massacre"])
    ]
