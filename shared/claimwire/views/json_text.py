"""JSON columns, written and read."""

import re
from typing import Any, Final

import pydantic_core

from claimwire.views.column_types import IN_PLACE_OF_NUL

_NUL: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""An escaped NUL, but not an escaped backslash with ``u0000`` after it."""

json_value: Final = pydantic_core.from_json


def json_text(value: Any) -> str:
    """Write a value."""
    return pydantic_core.to_json(value).decode()


def json_text_without_nul(value: Any) -> str:
    """Write a value for PostgreSQL, whose ``jsonb`` refuses NUL."""
    return without_nul(json_text(value))


def without_nul(text: str) -> str:
    """Make text that is JSON fit for PostgreSQL."""
    # Nearly always there is none: looking for the letters takes a hundredth of the time.
    return _NUL.sub(rf"\g<1>{IN_PLACE_OF_NUL}", text) if r"\u0000" in text else text
