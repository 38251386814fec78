"""Which part of an article is read."""

import re
from dataclasses import dataclass
from typing import Final

from claimwire.events import ArticleText, Cut

LONGEST_TEXT: Final = 2_000_000
"""Code points of one article that are read; what follows is cut."""

LONGEST_RUN: Final = 300
"""Code points without white space that can still be a word, or an address."""

_ENGLISH: Final = "en"

# The tokenizer takes quadratic time for a run of punctuation or emoji: 66 s for 20,000 of them.
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_UNSEEN = re.compile(r"[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x08]+")
"""What files and web pages put before their first word: byte order marks, marks of direction, spaces without width."""


@dataclass(frozen=True, slots=True)
class ReadableText:
    """What is parsed: the article's text or its beginning, with unreadable runs blanked out, so that offsets stay."""

    text: str
    cuts: tuple[Cut, ...]
    """The parts of the article that are not read."""


def readable_text(article: ArticleText) -> ReadableText:
    """Leave out what cannot be read: another language than English, what is too long, runs that are no words."""
    text = article.text
    if article.language not in (None, _ENGLISH):
        return ReadableText("", (Cut(start=0, end=len(text), reason=f"language {article.language}"),))
    kept = text[:LONGEST_TEXT]
    if unseen := _UNSEEN.match(kept):
        # Only there: within a span it would not be the article's text. If it stayed, the first word would be none that any list has.
        kept = " " * unseen.end() + kept[unseen.end() :]
    cuts = [Cut(start=run.start(), end=run.end(), reason="no words") for run in _RUN.finditer(kept)]
    if len(text) > len(kept):
        cuts.append(Cut(start=len(kept), end=len(text), reason="length"))
    return ReadableText(_RUN.sub(lambda run: " " * len(run[0]), kept), tuple(cuts))
