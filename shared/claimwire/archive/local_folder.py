"""An archive in a folder of this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from uuid import uuid4

from claimwire.archive.segment import LOCK, SPOOL
from claimwire.errors import ArchiveUnavailable
from claimwire.sync_folder import sync_folder


class LocalFolder:
    """Keeps the contract of :class:`~claimwire.archive.folder.Folder` by rename, link and fsync."""

    def __init__(self, path: Path) -> None:
        """It is made when something is first written to it."""
        self._path = path

    @property
    def spool(self) -> Path:
        """See the port; on the same file system, so that a finished file can be renamed."""
        with self._translated():
            (self._path / SPOOL).mkdir(parents=True, exist_ok=True)
        return self._path / SPOOL

    @property
    def lock(self) -> Path:
        """See the port; whoever writes to the folder from any process of this machine locks the same file."""
        with self._translated(missing=True):
            self._path.mkdir(parents=True, exist_ok=True)
        return self._path / LOCK

    def listing(self) -> list[str] | None:
        """See the port."""
        if not self._path.is_dir():
            return None
        with self._translated(missing=True):
            return [found.name for found in self._path.iterdir()]

    def names(self, folder: str) -> list[str]:
        """See the port."""
        try:
            with self._translated():
                return [found.name for found in os.scandir(self._path / folder) if found.is_file()]
        except FileNotFoundError:
            return []

    def read(self, name: str) -> bytes:
        """See the port."""
        with self._translated():
            return (self._path / name).read_bytes()

    @contextmanager
    def open(self, name: str) -> Iterator[BufferedIOBase]:
        """See the port."""
        with self._translated():
            file = (self._path / name).open("rb")
        with file:
            yield file

    def put(self, path: Path, name: str) -> None:
        """See the port."""
        final = self._path / name
        with self._translated(missing=True):
            final.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file:
                os.fsync(file.fileno())
            path.replace(final)
            sync_folder(final.parent)

    def create(self, name: str, content: bytes) -> bool:
        """See the port."""
        final, new = self._path / name, self.spool / f"{uuid4().hex}.new"
        with self._translated(missing=True):
            final.parent.mkdir(parents=True, exist_ok=True)
            try:
                with new.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                # A rename would replace what another process has put there since we looked; a link does not.
                os.link(new, final)
            except FileExistsError:
                return False
            finally:
                new.unlink(missing_ok=True)
            sync_folder(final.parent)
        return True

    def modified(self, name: str) -> datetime | None:
        """See the port."""
        try:
            with self._translated():
                return datetime.fromtimestamp((self._path / name).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """See the port."""
        with self._translated(), suppress(FileNotFoundError):
            (self._path / name).unlink()

    @contextmanager
    def _translated(self, *, missing: bool = False) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not missing:
                raise
            raise ArchiveUnavailable(
                f"the archive in {self._path} cannot be used ({error.strerror or error}): see to the folder, its rights and its disk's free space"
            ) from error
