"""Words of an article on one line."""

from typing import Final

WIDEST: Final = 70
"""Code points of a line; a longer one is shown by its ends."""


def shortened(words: str) -> str:
    """Leave out the middle of what is too long, and line breaks."""
    line = " ".join(words.split())
    return line if len(line) <= WIDEST else f"{line[: WIDEST // 2]} … {line[-WIDEST // 2 :]}"
