"""Every example of the trigger lexicon, parsed by the real model."""

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from tests.integration.extractor.known_place import known_place

from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.find_candidates import find_candidates
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon

GAZETTEER = MemoryGazetteer([known_place("Nikopol", "UA", "Dnipropetrovsk", population=105_000)])


def examples() -> Iterator[tuple[str, str, str]]:
    text = (files("claimwire_extractor") / "data" / "triggers.toml").read_text(encoding="utf-8")
    for frames in tomllib.loads(text).values():
        for frame, words in frames.items():
            for lemma, entry in words.items():
                assert entry["sense"]
                assert entry["examples"]
                for example in entry["examples"]:
                    yield frame, lemma, example


def assert_told(reading: Reading, lexicon: StrikeLexicon, frame: str, lemma: str) -> None:
    background = Background.of(
        reading,
        FoundClaims(claims=(), statuses=()),
        published=None,
        lexicon=lexicon,
        gazetteer=GAZETTEER,
    )
    found = [candidate for sentence in reading.sentences for candidate in find_candidates(background, sentence)]
    told = {(trigger.frame.value, trigger.lemma) for candidate in found for trigger in candidate.triggers}
    assert (frame, lemma) in told
    assert any(candidate.strong for candidate in found)


@pytest.mark.parametrize(("frame", "lemma", "example"), list(examples()))
def test_the_example_tells_of_a_strike_by_its_word(
    read: Callable[[str], Reading], frame: str, lemma: str, example: str
) -> None:
    assert_told(read(example), load_strike_lexicon(), frame, lemma)


def test_the_line_of_the_readme_teaches_a_new_word(
    read: Callable[[str], Reading], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^```toml triggers\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    [(lemma, entry)] = tomllib.loads(line).items()
    assert f"`{lemma}` is not there" in readme
    assert (lemma, "VERB") not in load_strike_lexicon().triggers

    shutil.copytree(str(files("claimwire_extractor") / "data"), tmp_path / "data")
    triggers = tmp_path / "data" / "triggers.toml"
    before = triggers.read_text(encoding="utf-8")
    triggers.write_text(before.replace("[verb.hits]\n", f"[verb.hits]\n{line}"), encoding="utf-8")
    monkeypatch.setattr("claimwire_extractor.adapters.lexicons.files", lambda _: tmp_path)
    lexicon = load_strike_lexicon.__wrapped__()

    [example] = entry["examples"]
    assert_told(read(example), lexicon, "hits", lemma)
