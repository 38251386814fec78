"""The option by which every verb that writes what must not be lost is told what to ask of the log's server."""

from typing import Final

import click

from claimwire.log import Durability

durability_option: Final = click.option(
    "--durability",
    envvar="CLAIMWIRE_DURABILITY",
    type=click.Choice(list(Durability)),
    default=Durability.DISK,
    show_default=True,
    help="What makes the log keep what it acknowledges.",
)
"""Adds ``durability``."""
