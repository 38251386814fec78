"""The options by which a verb is told where the read models are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from pydantic import ValidationError

from claimwire.errors import MisuseError
from claimwire.views import ViewBuilds
from claimwire.views.settings import ViewSettings

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option(
        "--data-dir",
        envvar="CLAIMWIRE_DATA_DIR",
        default="data",
        type=click.Path(path_type=Path),
        show_default=True,
        help="Data folder of `claimwire up`.",
    ),
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


def named_views(data_dir: Path, views_url: str | None, views_password_file: Path | None) -> ViewBuilds:
    """The read models that the options name; nothing is opened yet.

    Raises:
        MisuseError: the address is none of a database.
        SecretMissing: the password's file cannot be read.
    """
    given = {"data_dir": data_dir, "views_url": views_url, "views_password_file": views_password_file}
    try:
        return ViewSettings.model_validate(given).views()
    except ValidationError as error:
        raise MisuseError(f"--views-url: {error.errors(include_url=False, include_input=False)[0]['msg']}") from error
