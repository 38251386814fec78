"""Mistakes in the word lists are told in a sentence."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from claimwire.errors import MisuseError
from claimwire_extractor.adapters import lexicons


@pytest.mark.parametrize(
    ("triggers", "told"),
    [
        (
            '[verb.hits]\nshell = { sense = "fire at, kind = "rocket" }\n',
            r"data/triggers\.toml cannot be read: .*line 2",
        ),
        ('[verb.hits]\nshell = { sense = "fire at", kind = "laser" }\n', "'laser' is not a valid StrikeKind"),
    ],
)
def test_the_message_names_the_file_or_the_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, triggers: str, told: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in (files("claimwire_extractor") / "data").iterdir():
        if file.is_file():
            (data / file.name).write_bytes(file.read_bytes())
    (data / "triggers.toml").write_text(triggers, encoding="utf-8")
    monkeypatch.setattr("claimwire_extractor.adapters.lexicons.files", lambda _: tmp_path)

    with pytest.raises(MisuseError, match=told):
        lexicons.load_strike_lexicon.__wrapped__()


@pytest.mark.parametrize(("file", "table"), [("targets", None), ("verification", "letters"), ("modality", None)])
def test_no_list_holds_a_word_twice(file: str, table: str | None) -> None:
    data = tomllib.loads((files("claimwire_extractor") / "data" / f"{file}.toml").read_text(encoding="utf-8"))
    lists = {name: words for name, words in (data[table] if table else data).items() if isinstance(words, list)}
    assert {name: words for name, words in lists.items() if len(set(words)) < len(words)} == {}
