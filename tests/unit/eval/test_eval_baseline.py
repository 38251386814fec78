import json
from pathlib import Path

from tests.eval.baseline import losses, read_baseline, write_baseline
from tests.eval.headline import HEADLINES
from tests.eval.scores import Scores
from tests.eval.share import Share
from tests.eval.tally import Tally

BEFORE = {"strikes": {"current strikes": 0.75, "traps taken": 0.04, "places": 0.9}}


def lost(**now: float) -> list[str]:
    return [
        headline.figure for headline in losses({"strikes": {k.replace("_", " "): v for k, v in now.items()}}, BEFORE)
    ]


def test_half_a_point_may_be_lost_and_no_more() -> None:
    assert lost(current_strikes=0.745) == []
    assert lost(current_strikes=0.7449) == ["current strikes"]


def test_less_may_be_better() -> None:
    assert lost(traps_taken=0.0451) == ["traps taken"]
    assert lost(traps_taken=0.01) == []


def test_what_is_no_headline_may_fall() -> None:
    assert lost(places=0.1) == []


def test_what_is_only_shown_may_fall() -> None:
    before = {"claims": {"claim confidence off by": 0.02}}

    assert list(losses({"claims": {"claim confidence off by": 0.2}}, before)) == []


def test_what_is_new_or_was_not_measured_is_no_loss() -> None:
    assert list(losses({}, BEFORE)) == []
    assert list(losses({"open": {"statuses": 0.1}}, BEFORE)) == []


def test_numbers_of_sets_that_were_not_measured_stay(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(BEFORE | {"open": {"gone": 1.0}}), encoding="utf-8")
    scores = Scores()
    scores.tallies["statuses"] += Tally(2, 3, 3)
    scores.shares["traps taken"] += Share(1, 3)

    write_baseline({"open": scores}, path)

    assert read_baseline(path) == BEFORE | {"open": {"statuses": 0.6667, "traps taken": 0.3333}}


def test_every_headline_has_a_committed_number() -> None:
    committed = read_baseline()

    assert [h.title for h in HEADLINES if h.figure not in committed.get(h.labelled_set, {})] == []
