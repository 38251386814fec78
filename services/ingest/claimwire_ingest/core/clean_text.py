"""Text as it is stored. It is done once, here: every span counts on it afterwards."""

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_TRAILING_BLANKS: Final = re.compile(r"[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    r"""Give the text with ``\n`` for every line end, and nothing that cannot be seen.

    Control characters, byte order marks, lone surrogates, blanks at line ends and second empty
    lines go. Words, letters and their composition stay as they are. Cleaning twice changes nothing.
    """
    lines = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))
    return _EMPTY_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", lines)).strip()


def clean_line(words: str | None) -> str | None:
    """Give the words on one line with single blanks between them; None when there are none."""
    return " ".join(clean_text(words or "").split()) or None
