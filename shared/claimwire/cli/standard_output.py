"""Standard output for much data."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Give standard output to write; the block ends early, and well, when its reader, such as ``head``, has had enough.

    Raises:
        click.ClickException: the disk or device behind it takes no more.
    """
    try:
        yield sys.stdout.buffer
    except OSError as error:
        # Python writes the rest again when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise click.ClickException(f"standard output takes no more: {error.strerror}") from error
