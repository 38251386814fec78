"""The option by which every verb that talks to the log is told where its password lies."""

from pathlib import Path
from typing import Final

import click

password_option: Final = click.option(
    "--redis-password-file",
    envvar="CLAIMWIRE_REDIS_PASSWORD_FILE",
    type=click.Path(path_type=Path),
    help="File that holds the password of the log's server.",
)
"""Adds ``redis_password_file``, a path or null."""
