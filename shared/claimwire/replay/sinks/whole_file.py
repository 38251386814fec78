"""A file that is there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from claimwire.errors import FolderUnusable
from claimwire.sync_folder import sync_folder


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it stands at ``path``, in place of what stood there, once the block has ended well.

    Until then it is beside it under another name, which ends in ``.partial``; a process that is killed leaves that.

    Raises:
        FolderUnusable: the folder takes no file, its disk is full, or ``path`` is a folder itself.
    """
    if path.is_dir():
        raise FolderUnusable(f"{path} is a folder: name a file in it")
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".partial")
        with _removed_unless_whole(Path(name)) as partial:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.chmod(0o666 & ~_umask())
            partial.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise FolderUnusable(f"{path} cannot be written: {error}") from error


@contextmanager
def _removed_unless_whole(partial: Path) -> Iterator[Path]:
    try:
        yield partial
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _umask() -> int:
    # It can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
