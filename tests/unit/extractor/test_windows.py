"""Long texts are cut where sentences end."""

from claimwire_extractor.core.windows import windows


def pieces(text: str, longest: int) -> list[str]:
    return [text[start:end] for start, end in windows(text, longest)]


def test_a_short_text_is_one_window() -> None:
    assert pieces("One.\n\nTwo.", 10) == ["One.\n\nTwo."]


def test_nothing_gives_no_window() -> None:
    assert pieces("", 10) == []


def test_windows_end_at_the_last_paragraph_break_that_fits() -> None:
    assert pieces("One.\nTwo.\nThree. Four. Five.", 20) == ["One.\nTwo.\n", "Three. Four. Five."]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    assert pieces("He said “no.” Then he left the room.", 20) == ["He said “no.” ", "Then he left the ", "room."]


def test_a_long_word_is_cut_anywhere() -> None:
    assert pieces("abcdefghij", 4) == ["abcd", "efgh", "ij"]
