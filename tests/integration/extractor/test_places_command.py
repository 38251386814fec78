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


def test_a_place_of_ones_own_without_population_is_printed(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "change,name,country,latitude,longitude,precision,population\n"
        "add,Krovnitsa,UA,48.5,38.2,,\n"
        "add,Verkhny Les,UA,48.6,38.3,district,\n"
        "add,Podlutsk,BY,52.7,26.4,,900\n",
        encoding="utf-8",
    )
    path = tmp_path / "article.txt"
    path.write_text("Drones hit Krovnitsa overnight. Verkhny Les burned. Podlutsk was quiet.", encoding="utf-8")

    done = CliRunner().invoke(places, [str(path)], env={"CLAIMWIRE_PLACES": str(tmp_path / "places.csv")})

    # Who gives a small population has a village, which is read only where its country is spoken of.
    assert [(place["name"], place["latitude"]) for place in json.loads(done.stdout)["places"]] == [
        ("Krovnitsa", 48.5),
        ("Verkhny Les", 48.6),
    ]
