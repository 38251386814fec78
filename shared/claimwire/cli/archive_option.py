"""The option by which every verb that reads history is told where the archive lies."""

from pathlib import Path
from typing import Final

import click

from claimwire.archive import Archive, History
from claimwire.log import EventLog

archive_option: Final = click.option(
    "--archive-url",
    envvar="CLAIMWIRE_ARCHIVE_URL",
    metavar="FOLDER|s3://...",
    help="Where history is archived; default: the folder `archive` of the data folder.",
)
"""Adds ``archive_url``, or null."""


def whole_history(log: EventLog, archive_url: str | None, data_dir: Path) -> History:
    """A log and its archive as one; nothing is opened yet."""
    return History(log, Archive.at(archive_url, data_dir))
