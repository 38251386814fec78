import pytest
from tests.eval.calibration import Calibration


def test_nothing_said_is_not_wrong() -> None:
    assert Calibration().value == 0.0


def test_right_as_often_as_said_is_no_error() -> None:
    said = [(0.75, True), (0.75, True), (0.75, True), (0.75, False)]

    assert Calibration.of(said).value == pytest.approx(0.0)


def test_each_range_weighs_what_it_holds() -> None:
    # Range .9 to 1: mean .95, none of 1 right. Range .2 to .3: mean .25, one of 3 right.
    found = Calibration.of([(0.95, False), (0.2, True), (0.25, False), (0.3 - 1e-9, False)])

    assert found.value == pytest.approx((1 * 0.95 + 3 * (1 / 3 - 0.25)) / 4)
    assert (found.whole.said, found.whole.right) == (4, 1)
    assert found.whole.confidence == pytest.approx(1.7)


def test_errors_of_opposite_sign_in_two_ranges_do_not_cancel() -> None:
    assert Calibration.of([(0.55, True), (0.65, False)]).value == pytest.approx((0.45 + 0.65) / 2)


def test_articles_add_up_as_if_they_were_one() -> None:
    one, other = [(0.9, True), (1.0, True)], [(0.0, False), (0.91, False)]

    assert Calibration.of(one) + Calibration.of(other) == Calibration.of(one + other)
