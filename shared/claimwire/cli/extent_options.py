"""The options by which verbs that walk history are told where to begin and to end."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from claimwire.cli.parsed import parsed
from claimwire.replay import bound

Command = TypeVar("Command", bound=Callable[..., Any])


def extent_options(what: str) -> Callable[[Command], Command]:
    """Add ``start`` and ``end``, a bound or null; ``what`` names in the help what is walked over ("entry")."""
    first = click.option(
        "--from",
        "start",
        metavar="TIME|ID",
        callback=parsed(bound),
        help=f"First {what}: recorded at this time (ISO 8601 with an offset) or later, or standing at this position; default: the first of all.",
    )
    last = click.option(
        "--to",
        "end",
        metavar="TIME|ID",
        callback=parsed(bound),
        help=f"Last {what}: recorded before this time, or standing at this position or before; default: the newest now.",
    )
    return lambda command: first(last(command))
