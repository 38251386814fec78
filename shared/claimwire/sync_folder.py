"""The names in a folder, on disk."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Have the files that were made, renamed or removed in a folder be so after a power cut too.

    Raises:
        OSError: it cannot be read, or its disk is failing.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
