from pathlib import Path

from tests.eval.geo_scores import geo_scores
from tests.eval.labelled_article import LabelledArticle
from tests.eval.share import Share
from tests.eval.toponyms import GoldToponym, toponyms
from tests.unit.eval.found import place

from claimwire.events import PlacePrecision

TEXT = "From Ostley to Marrow, past Ferring."
OSTLEY, MARROW, FERRING = (
    GoldToponym((start, end), latitude, 30) for start, end, latitude in ((5, 11, 50), (15, 21, 51), (28, 35, 52))
)


def test_toponyms_are_read_whether_counted_from_0_or_from_1(tmp_path: Path) -> None:
    path = tmp_path / "news.xml"
    path.write_text(
        f"""<articles><article docid="7"><text>{TEXT}</text><toponyms>
        <toponym><start>5</start><end>11</end><phrase>Ostley</phrase>
          <gaztag geonameid="1"><lat>50</lat><lon>30</lon></gaztag></toponym>
        <toponym><start>16</start><end>22</end><phrase>Marrow</phrase>
          <gaztag geonameid="2"><lat>51</lat><lon>30</lon></gaztag></toponym>
        <toponym><start>28</start><end>35</end><phrase>Ferring</phrase></toponym>
        </toponyms></article></articles>""",
        encoding="utf-8",
    )

    [article] = toponyms(path)

    assert (article.id, article.text, article.labels) == ("7", TEXT, (OSTLEY, MARROW))


def test_places_are_found_resolved_and_near() -> None:
    settled = {"precision": PlacePrecision.SETTLEMENT, "longitude": 30}
    places = [
        place(TEXT, "Ostley", latitude=51.4, **settled),
        place(TEXT, "Marrow", latitude=53, **settled),
        place(TEXT, "Ferring"),
    ]

    scores = geo_scores(LabelledArticle("7", TEXT, None, (OSTLEY, MARROW, FERRING)), places)

    assert scores.shares["found"] == Share(3, 3)
    assert scores.shares["resolved"] == Share(2, 3)
    assert scores.shares["within 161 km"] == Share(1, 3)
    assert scores.shares["within 161 km, of the resolved"] == Share(1, 2)
    assert [miss.figure for miss in scores.misses] == ["far away", "unresolved"]


def test_a_name_that_is_not_found_counts_against_all() -> None:
    scores = geo_scores(LabelledArticle("7", TEXT, None, (OSTLEY,)), [place(TEXT, "Marrow")])

    assert scores.shares["within 161 km"] == Share(0, 1)
    assert scores.shares["within 161 km, of the resolved"] == Share(0, 0)
    assert [miss.figure for miss in scores.misses] == ["toponym missed"]
