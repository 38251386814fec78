"""The option by which every verb is told of the data folder."""

from pathlib import Path
from typing import Final

import click

data_dir_option: Final = click.option(
    "--data-dir",
    envvar="CLAIMWIRE_DATA_DIR",
    default="data",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Data folder of `claimwire up`.",
)
"""Adds ``data_dir``."""
