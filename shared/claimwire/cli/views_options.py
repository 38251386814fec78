"""The options by which a verb is told where the read models are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claimwire.cli.data_dir_option import data_dir_option

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS: Final = (
    data_dir_option,
    click.option(
        "--views-url",
        envvar="CLAIMWIRE_VIEWS_URL",
        help="PostgreSQL database with the read models; default: the file in the data folder.",
    ),
    click.option(
        "--views-password-file",
        envvar="CLAIMWIRE_VIEWS_PASSWORD_FILE",
        type=click.Path(path_type=Path),
        help="File that holds the password of that database.",
    ),
)


def views_options(command: Command) -> Command:
    """Add ``data_dir``, ``views_url`` and ``views_password_file`` to a verb."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
