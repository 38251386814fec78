"""An advisory lock that ends with the last process that holds it, however that process ends."""

import fcntl
import os
from pathlib import Path
from typing import Self


class FolderLock:
    """An exclusive ``flock`` on a file.

    The lock belongs to the open file description: a child that inherits the descriptor holds it
    too, and it ends when the last holder closes it or dies, by ``kill -9`` as well. The file is
    never deleted, or two processes could each lock a file of the same name.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Lock the file, creating it if need be, or give None if another holder has it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def fileno(self) -> int:
        """Give the descriptor, to hand on to a child."""
        return self._descriptor

    def sign(self, holder: bytes) -> None:
        """Write into the file what whoever is refused should know of the holder."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, holder, 0)

    def close(self) -> None:
        """Give up our hold; a child that inherited the descriptor keeps its own."""
        # Never LOCK_UN here: it would unlock the server's inherited descriptor as well.
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
