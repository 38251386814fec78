"""The options by which a verb is told where the log is."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from claimwire.cli.password_option import password_option

Command = TypeVar("Command", bound=Callable[..., Any])

_redis_url_option = click.option(
    "--redis-url",
    envvar="CLAIMWIRE_REDIS_URL",
    help="Address of the log's server; default: the one `claimwire up` runs.",
)


def log_options(command: Command) -> Command:
    """Add ``redis_url``, or null, and ``redis_password_file`` to a verb."""
    return _redis_url_option(password_option(command))
