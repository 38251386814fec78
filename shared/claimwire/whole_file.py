"""A file that is there whole or not at all."""

import os
import stat
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
    A symbolic link stays, and the file stands where it points.

    Raises:
        FolderUnusable: the folder takes no file, its disk is full, or ``path`` is a folder, a device, a FIFO or a socket.
    """
    try:
        place = _place_of(path)
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}.", suffix=".partial")
        with _removed_unless_whole(Path(name)) as partial:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.chmod(0o666 & ~_umask())
            partial.replace(place)
            sync_folder(place.parent)
    except OSError as error:
        raise FolderUnusable(f"{path} cannot be written: {error}") from error


def _place_of(path: Path) -> Path:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    if stat.S_ISDIR(mode):
        raise FolderUnusable(f"{path} is a folder: name a file in it")
    if not stat.S_ISREG(mode):
        # A rename would put a file in place of the device, for every process of the machine.
        raise FolderUnusable(f"{path} is a device, a FIFO or a socket: name a file, or send standard output there")
    return Path(os.path.realpath(path))


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
