"""One item of the open gold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import Field, TypeAdapter
from tests.eval.gold import Gold
from tests.eval.labelled_article import LabelledArticle

OPEN: Final = Path(__file__).with_name("open")
"""Where the open gold lies."""


class OpenItem(Gold):
    """A sentence or a short article, written for this project, with its labels."""

    published: str
    """Day of publication, from which dates are counted."""
    text: str = Field(min_length=1)
    tests: tuple[str, ...] = Field(min_length=1)
    """The rules and traps it is there for."""


_ITEMS: Final = TypeAdapter(list[OpenItem])


def open_items(folder: Path = OPEN) -> Iterator[OpenItem]:
    """Read all items."""
    for path in sorted(folder.glob("*.json")):
        yield from _ITEMS.validate_json(path.read_bytes())


def open_gold() -> Iterator[LabelledArticle[OpenItem]]:
    """Give all items as articles."""
    for item in open_items():
        yield LabelledArticle(item.id, item.text, item.published, item)
