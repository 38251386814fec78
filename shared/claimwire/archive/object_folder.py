"""An archive in an object store."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from claimwire.archive.segment import LOCK
from claimwire.errors import ArchiveUnavailable


class ObjectFolder:
    """Keeps the contract of :class:`~claimwire.archive.folder.Folder` on a file system of fsspec.

    It must write a file whole or not at all, and know an exclusive write (``pipe_file`` with mode
    ``create``), as S3 does.
    """

    def __init__(self, files: Any, path: str, *, url: str, errors: tuple[type[Exception], ...] = ()) -> None:
        """``files`` is the file system, without a cache of listings; ``errors`` are its own beside OSError."""
        self._files = files
        self._path = path.rstrip("/")
        self._url = url
        self._away: tuple[type[Exception], ...] = (OSError, *errors)

    @property
    def spool(self) -> Path:
        """See the port; a folder of this user and this archive in the system's temporary folder, which TMPDIR names."""
        digest = sha256(self._url.encode()).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"claimwire-spool-{os.getuid()}-{digest}"
        with self._translated():
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
        # Its name can be foreseen: another user may have made it, to read what is archived or to put in words of his own.
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
            raise ArchiveUnavailable(
                f"{folder} may be written to by somebody else: remove it, or name another temporary folder by TMPDIR"
            )
        return folder

    @property
    def lock(self) -> Path:
        """See the port; it keeps out a second writer of this user and this temporary folder only."""
        return self.spool / LOCK

    def listing(self) -> list[str] | None:
        """See the port; a store knows no empty folders."""
        try:
            with self._translated():
                found = self._files.ls(self._path, detail=False)
        except FileNotFoundError:
            return None
        return [name for name in (str(path).rstrip("/").rpartition("/")[2] for path in found) if name] or None

    def names(self, folder: str) -> list[str]:
        """See the port."""
        try:
            with self._translated():
                found = self._files.find(f"{self._path}/{folder}", maxdepth=1)
        except FileNotFoundError:
            return []
        return [str(path).rpartition("/")[2] for path in found]

    def read(self, name: str) -> bytes:
        """See the port."""
        with self._translated():
            content: bytes = self._files.cat_file(f"{self._path}/{name}")
        return content

    @contextmanager
    def open(self, name: str) -> Iterator[BufferedIOBase]:
        """See the port; it is fetched whole, since whoever reads a segment checks its digest first."""
        with tempfile.TemporaryFile(dir=self.spool) as copy:
            with self._translated(), self._files.open(f"{self._path}/{name}", "rb") as remote:
                shutil.copyfileobj(remote, copy, 2**22)
            copy.seek(0)
            yield copy

    def put(self, path: Path, name: str) -> None:
        """See the port."""
        with self._translated(missing=True):
            self._files.put_file(str(path), f"{self._path}/{name}")
            path.unlink()

    def create(self, name: str, content: bytes) -> bool:
        """See the port."""
        with self._translated(missing=True):
            try:
                self._files.pipe_file(f"{self._path}/{name}", content, mode="create")
            except FileExistsError:
                return False
        return True

    def modified(self, name: str) -> datetime | None:
        """See the port."""
        try:
            with self._translated():
                moment: datetime = self._files.modified(f"{self._path}/{name}")
        except FileNotFoundError:
            return None
        return moment

    def remove(self, name: str) -> None:
        """See the port."""
        with self._translated(), suppress(FileNotFoundError):
            self._files.rm_file(f"{self._path}/{name}")

    @contextmanager
    def _translated(self, *, missing: bool = False) -> Iterator[None]:
        try:
            yield
        except self._away as error:
            if isinstance(error, FileNotFoundError) and not missing:
                raise
            raise ArchiveUnavailable(
                f"the archive at {self._url} cannot be used ({error}): see to the bucket, the rights and credentials of this process, and the way there"
            ) from error
