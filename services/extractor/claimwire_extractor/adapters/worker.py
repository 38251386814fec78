"""What runs in a worker process. It imports no model: the parent imports this file too."""

import os
import pkgutil
import signal
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction

Read = Callable[[ArticleText], Extraction]
"""Extracts one article; any exception it raises is reported, and the worker goes on."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded everything."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The worker has received the article."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What was raised in the worker."""

    summary: str
    """Kind of exception and its message."""
    traceback: str

    @classmethod
    def by(cls, error: Exception) -> "Raised":
        """Write down an exception."""
        return cls(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def work(connection: Connection, loader: str, options: Mapping[str, object]) -> None:
    """Load with ``loader`` ("package.module:function"), then answer articles until the parent hangs up."""
    # Ctrl-C reaches the whole process group, and the parent still has to finish what it has taken.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        read: Read = pkgutil.resolve_name(loader)(**options)
    except Exception as error:  # noqa: BLE001 - the parent decides what a failed start means
        connection.send(Raised.by(error))
        return
    connection.send(Ready())
    while True:
        try:
            article = connection.recv()
        except EOFError:
            return
        connection.send(Taken())
        connection.send(_answer(read, article))


def _answer(read: Read, article: ArticleText) -> Extraction | Raised:
    try:
        return read(article)
    except Exception as error:  # noqa: BLE001 - the parent raises it as ExtractionFailed
        return Raised.by(error)


def _end_with_parent() -> None:
    # A worker deep in an article would not see that its pipe is closed: kill -9 of the parent would leave it running.
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
