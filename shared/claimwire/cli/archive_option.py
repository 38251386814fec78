"""The option by which every verb that reads history is told where the archive lies."""

from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

import click

from claimwire.errors import MisuseError
from claimwire.log import EventLog
from claimwire.replay import HistoryReader

archive_option: Final = click.option(
    "--archive-url",
    envvar="CLAIMWIRE_ARCHIVE_URL",
    metavar="FOLDER|s3://...",
    help="Where history is archived; default: the folder `archive` of the data folder.",
)
"""Adds ``archive_url``, or null."""


class WholeHistory(HistoryReader, Protocol):
    """Reads all there ever was, once it is open."""

    async def open(self) -> None:
        """Open the log; raises as its port says."""
        ...

    async def close(self) -> None:
        """Let go of the log too."""
        ...


def whole_history(log: EventLog, archive_url: str | None, data_dir: Path) -> WholeHistory:
    """A log and its archive as one; nothing is opened yet.

    Where the archive's libraries are not installed and no archive is named, the log alone.

    Raises:
        MisuseError: an archive is named that cannot be read here.
    """
    try:
        archive = import_module("claimwire.archive")
    except ImportError as error:
        if archive_url is None:
            return log
        raise MisuseError(
            f"the archive at {archive_url} needs a library ({error}): pip install 'claimwire[archive]'"
        ) from error
    history: WholeHistory = archive.History(log, archive.Archive(archive_url or str(data_dir / "archive")))
    return history
