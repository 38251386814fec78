"""Where an archive's files lie: the port."""

from contextlib import AbstractContextManager
from datetime import datetime
from io import BufferedIOBase
from pathlib import Path
from typing import Protocol


class Folder(Protocol):
    """Files under names with ``/``; what is there under a name appears whole or not at all.

    Any method may raise :class:`~claimwire.errors.ArchiveUnavailable`.
    """

    @property
    def spool(self) -> Path:
        """A local folder in which files are written before they are put."""
        ...

    @property
    def lock(self) -> Path:
        """A local file that its one writer locks; removing it would let in a second one."""
        ...

    def listing(self) -> list[str] | None:
        """The names of the files and folders right within it; null when it is not there."""
        ...

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, in no order; none when there is no such folder."""
        ...

    def read(self, name: str) -> bytes:
        """Read a small file.

        Raises:
            FileNotFoundError: it is not there.
        """
        ...

    def open(self, name: str) -> AbstractContextManager[BufferedIOBase]:
        """Open a file for reading anywhere in it; it can be read to its end even if it is removed meanwhile.

        Raises:
            FileNotFoundError: it is not there.
        """
        ...

    def put(self, path: Path, name: str) -> None:
        """Move a local file here, on disk under its name when this returns."""
        ...

    def create(self, name: str, content: bytes) -> bool:
        """Write a small file unless there is one of this name; of two that try, one is told true."""
        ...

    def modified(self, name: str) -> datetime | None:
        """When a file was put; null when it is not there."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already."""
        ...
