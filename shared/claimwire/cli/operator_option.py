"""The option by which every verb that gives a command is told who gives it."""

import getpass
import os
from typing import Final

import click


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # in a container, a user may have a number only
        return f"user {os.getuid()}"


operator_option: Final = click.option(
    "--operator", default=_user, show_default="you", metavar="NAME", help="Who gives the command, for the record."
)
"""Adds ``operator``."""
