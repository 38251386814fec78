from pathlib import Path

from tests.eval.case_scores import case_scores
from tests.eval.case_snippets import case_snippets
from tests.eval.labelled_article import LabelledArticle
from tests.eval.share import Share
from tests.eval.tally import Tally
from tests.unit.eval.found import strike

from claimwire.events import Factuality

TEXT = "Shells fell on Ostley."


def snippet(*, labelled: bool) -> LabelledArticle[bool]:
    return LabelledArticle("1", TEXT, None, labelled)


def test_snippets_of_undecided_types_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "dev.tsv"
    rows = [
        "id\tEventSnippet\tSubType",
        '1\tShells "fell\tART_MISS_ATTACK',
        "2\tA vote\tELECTION",
        "3\tShots\tARMED_CLASH",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")

    assert [(row.id, row.text, row.labels) for row in case_snippets(path)] == [
        ("1", 'Shells "fell', True),
        ("2", "A vote", False),
    ]


def test_any_strike_will_do() -> None:
    scores = case_scores(snippet(labelled=True), [strike(TEXT, TEXT), strike(TEXT, TEXT)])

    assert scores.tallies["strike or not"] == Tally(1, 1, 1)
    assert "false alarms" not in scores.shares


def test_history_is_not_news() -> None:
    past = [strike(TEXT, TEXT, factuality=Factuality.HISTORICAL)]

    assert case_scores(snippet(labelled=True), past).tallies["strike or not"] == Tally(0, 0, 1)
    assert case_scores(snippet(labelled=False), past).shares["false alarms"] == Share(0, 1)


def test_a_strike_where_none_is_told_of_is_a_false_alarm() -> None:
    scores = case_scores(snippet(labelled=False), [strike(TEXT, TEXT)])

    assert scores.tallies["strike or not"] == Tally(0, 1, 0)
    assert scores.shares["false alarms"] == Share(1, 1)
