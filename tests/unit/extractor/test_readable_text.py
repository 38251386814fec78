"""What is not read is said to be cut."""

import pytest

from claimwire.events import ArticleText
from claimwire.testing import published
from claimwire_extractor.core.readable_text import LONGEST_RUN, LONGEST_TEXT, ReadableText, readable_text


def read(text: str, language: str | None = None) -> ReadableText:
    article = published("a", text=text, language=language).data
    assert isinstance(article, ArticleText)
    return readable_text(article)


def cuts(readable: ReadableText) -> list[tuple[int, int, str]]:
    return [(cut.start, cut.end, cut.reason) for cut in readable.cuts]


@pytest.mark.parametrize("language", ["en", None])
def test_english_and_unsaid_is_read_whole(language: str | None) -> None:
    assert read("Some words.", language=language) == ReadableText("Some words.", ())


def test_another_language_is_not_read() -> None:
    readable = read("Кілька слів.", language="uk")

    assert (readable.text, cuts(readable)) == ("", [(0, 12, "language uk")])


def test_a_run_that_is_no_word_is_blanked_and_offsets_stay() -> None:
    longest, longer = "w" * LONGEST_RUN, "(" * (LONGEST_RUN + 1)

    readable = read(f"{longest} {longer} end")

    assert readable.text == f"{longest} {' ' * len(longer)} end"
    assert cuts(readable) == [(LONGEST_RUN + 1, LONGEST_RUN + 1 + len(longer), "no words")]


@pytest.mark.parametrize("unseen", ["\ufeff", "\u202e\u200b", "\x00"])
def test_what_nobody_sees_before_the_first_word_is_blanked(unseen: str) -> None:
    assert read(f"{unseen}Rockets hit it.").text == f"{' ' * len(unseen)}Rockets hit it."


def test_the_end_of_a_text_that_is_too_long_is_not_read() -> None:
    readable = read("word " * (LONGEST_TEXT // 5) + "more")

    assert len(readable.text) == LONGEST_TEXT
    assert cuts(readable) == [(LONGEST_TEXT, LONGEST_TEXT + 4, "length")]
