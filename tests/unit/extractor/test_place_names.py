"""How names of places are compared."""

import pytest

from claimwire_extractor.core.places.jaro_winkler import jaro_winkler
from claimwire_extractor.core.places.name_key import name_key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Ḩamāh", "hamah"),
        ("Dar‘ā", "dara"),
        ("Khar’kov", "kharkov"),
        ("Al-Mayadin", "mayadin"),
        ("El Obeid", "obeid"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("Миколаїв", "миколаів"),
        ("As", "as"),
        ("", ""),
    ],
)
def test_keys_fold_what_does_not_matter(printed: str, key: str) -> None:
    assert name_key(printed) == key


# Worked by hand from Winkler's definition.
@pytest.mark.parametrize(
    ("first", "second", "likeness"),
    [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133), ("same", "same", 1.0), ("a", "b", 0.0), ("", "x", 0.0)],
)  # fmt: skip
def test_jaro_winkler_agrees_with_the_published_examples(first: str, second: str, likeness: float) -> None:
    assert jaro_winkler(first, second) == pytest.approx(likeness, abs=5e-4)
