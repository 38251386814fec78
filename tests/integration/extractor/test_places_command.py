"""`claimwire places` as scripts use it."""

import json
from pathlib import Path

from click.testing import CliRunner

from claimwire_extractor.adapters.places_command import places

TEXT = "Two French ships left Odesa in Ukraine for the village of Qwertivka."


def test_every_place_of_a_text_is_printed_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")

    done = CliRunner().invoke(places, [str(path)])

    [line] = map(json.loads, done.stdout.splitlines())
    assert (done.exit_code, line["id"]) == (0, str(path))
    assert [(place["text"], place["country"], place["precision"], place["demonym"]) for place in line["places"]] == [
        ("French", "FR", "country", True),
        ("Odesa", "UA", "settlement", False),
        ("Ukraine", "UA", "country", False),
        ("Qwertivka", None, "unresolved", False),
    ]
    assert all(TEXT[place["start"] : place["end"]] == place["text"] for place in line["places"])


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        '{"id": "a", "text": "Rain in Lviv."}\n\nnonsense\n{"id": "b", "text": "No place."}\n', encoding="utf-8"
    )

    done = CliRunner().invoke(places, ["--jsonl", str(path)])

    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.exit_code, first["id"], [place["name"] for place in first["places"]]) == (1, "a", ["Lviv"])
    assert second == {"id": "b", "places": []}
    assert "line 3" in done.stderr
