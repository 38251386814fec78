"""Every example of the trigger lexicon, parsed by the real model."""

import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.find_candidates import find_candidates

NIKOPOL = GazetteerEntry(
    name="Nikopol",
    country="UA",
    admin1="Dnipropetrovsk",
    latitude=47.57,
    longitude=34.4,
    population=105_000,
    precision=PlacePrecision.SETTLEMENT,
)


def examples() -> Iterator[tuple[str, str, str]]:
    text = (files("claimwire_extractor") / "data" / "triggers.toml").read_text(encoding="utf-8")
    for frames in tomllib.loads(text).values():
        for frame, words in frames.items():
            for lemma, entry in words.items():
                assert entry["sense"]
                assert entry["examples"]
                for example in entry["examples"]:
                    yield frame, lemma, example


@pytest.mark.parametrize(("frame", "lemma", "example"), list(examples()))
def test_the_example_tells_of_a_strike_by_its_word(
    read: Callable[[str], Reading], frame: str, lemma: str, example: str
) -> None:
    reading = read(example)
    background = Background.of(
        reading,
        FoundClaims(claims=(), statuses=()),
        published=None,
        lexicon=load_strike_lexicon(),
        gazetteer=MemoryGazetteer([(NIKOPOL, ())]),
    )
    found = [candidate for sentence in reading.sentences for candidate in find_candidates(background, sentence)]
    told = {(trigger.frame.value, trigger.lemma) for candidate in found for trigger in candidate.triggers}
    assert (frame, lemma) in told
    assert any(candidate.strong for candidate in found)
