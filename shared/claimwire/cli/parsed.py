"""Options that one of our functions reads."""

from collections.abc import Callable
from typing import TypeVar

import click

T = TypeVar("T")


def parsed(read: Callable[[str], T]) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """Make an option's ``callback`` that reads its text; a ``ValueError`` becomes the usage error."""

    def callback(_context: click.Context, _option: click.Parameter, value: str | None) -> T | None:
        try:
            return None if value is None else read(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return callback
