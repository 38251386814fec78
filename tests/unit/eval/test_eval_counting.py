import pytest
from tests.eval.aligned import aligned
from tests.eval.distance import kilometres
from tests.eval.offsets import occurrences, shared
from tests.eval.same_words import matched, same_words
from tests.eval.share import Share
from tests.eval.tally import Tally
from tests.eval.word_index import WordIndex


def test_precision_recall_and_f1() -> None:
    tally = Tally(hits=3, found=4, labelled=6) + Tally(hits=0, found=1, labelled=0)

    assert tally.precision == pytest.approx(3 / 5)
    assert tally.recall == pytest.approx(1 / 2)
    assert tally.value == pytest.approx(6 / 11)


def test_of_nothing_all_rates_are_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().value, Share().value) == (0, 0, 0, 0)


def test_a_wrong_find_counts_in_precision_and_in_recall() -> None:
    assert Tally.of(labelled="a", found="b", right=False) == Tally(0, 1, 1)
    assert Tally.of(labelled=None, found="b") == Tally(0, 1, 0)
    assert Tally.of(labelled="a", found=None) == Tally(0, 0, 1)
    assert Tally.of(labelled="a", found="a") == Tally(1, 1, 1)


def test_the_heaviest_pair_goes_first_and_nothing_is_paired_twice() -> None:
    assert aligned([(1.0, 0, 0), (3.0, 0, 1), (2.0, 1, 1), (0.5, 1, 0)]) == [(0, 1), (1, 0)]


def test_of_equal_pairs_the_first_goes_first() -> None:
    assert aligned([(1.0, 0, 1), (1.0, 0, 0)]) == [(0, 1)]


def test_words_that_a_span_only_touches_belong_to_it() -> None:
    index = WordIndex("“We heard it,” she said.")

    assert index.words_in([(0, 14)]) == {0, 1, 2}
    assert index.words_in([(6, 7)]) == {1}
    assert index.words_in([(13, 15)]) == set()
    assert index.words_in([(1, 3), (19, 23)]) == {0, 4}


def test_words_are_found_everywhere() -> None:
    assert occurrences("aXaXa", "aXa") == [(0, 3), (2, 5)]
    assert occurrences("aXa", "b") == []


def test_what_spans_share_is_that_of_the_best_pair() -> None:
    assert shared([(0, 4), (10, 20)], [(2, 3), (12, 17)]) == 5
    assert shared([(0, 4)], [(4, 6)]) == 0
    assert shared([], [(4, 6)]) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the depot", "A depot,", True),
        ("a fuel depot", "the fuel depot near the port", True),
        ("two grain silos", "grain store", True),
        ("two grain silos", "a fuel store", False),
        ("", "", False),
        (None, "depot", False),
    ],
)
def test_phrases_are_the_same_by_their_words(one: str | None, other: str, *, same: bool) -> None:
    assert same_words(one, other) is same


def test_each_found_phrase_serves_one_label_only() -> None:
    assert matched(["a bridge", "the bridge"], ["bridge"]) == 1
    assert matched(["a bridge", "a mill"], ["mill", "bridge"]) == 2


def test_distances_follow_the_great_circle() -> None:
    # A degree of a circle of 12,742 km in diameter, and a quarter of it.
    assert kilometres(0, 10, 1, 10) == pytest.approx(111.19, abs=0.01)
    assert kilometres(0, 0, 0, 90) == pytest.approx(10_007.5, abs=0.1)
    assert kilometres(90, 0, 90, 77) == pytest.approx(0, abs=1e-6)
