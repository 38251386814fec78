"""The first mention that says something decides it."""

from collections.abc import Iterable
from typing import TypeVar

_Value = TypeVar("_Value")


def first_said(values: Iterable[_Value | None]) -> _Value | None:
    """Take the first value that is one."""
    return next((value for value in values if value is not None), None)
