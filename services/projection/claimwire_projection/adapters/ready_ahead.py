"""Batches made ready in another process, while the one before is written."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Self

from claimwire.errors import WorkerLost
from claimwire.events import Stream
from claimwire.log import Entry, EntryId
from claimwire_projection.adapters.ready_batch import ReadyBatch


class ReadyAhead:
    """One process more, for as long as the context lasts."""

    def __init__(self) -> None:
        """It starts with the first batch."""
        self._process = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begun)

    def begin(self, entries: Sequence[Entry], dialect: str) -> Callable[[], ReadyBatch]:
        """Hand entries over; the call returned waits for what becomes of them, and raises as :meth:`ReadyBatch.of`.

        Raises:
            WorkerLost: the process has died.
        """
        # Pickling objects of our own takes several times as long as tuples.
        plain = [(entry.stream.value, entry.id.ms, entry.id.seq, dict(entry.fields)) for entry in entries]
        try:
            return self._process.submit(_made, plain, dialect).result
        except BrokenExecutor as error:
            raise WorkerLost(
                "the process that makes rows ready was killed, perhaps for want of memory: give the command again, and it goes on"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever it is at."""
        self._process.shutdown(cancel_futures=True)


def _made(plain: Sequence[tuple[str, int, int, dict[bytes, bytes]]], dialect: str) -> ReadyBatch:
    entries = (Entry(Stream(stream), EntryId(ms, seq), fields) for stream, ms, seq, fields in plain)
    return ReadyBatch.of(entries, dialect)


def _begun() -> None:
    # An interrupt from the terminal reaches both; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # Without this, it would wait for ever for the next batch of a parent that was killed.
    if parent := parent_process():
        parent.join()
        os._exit(1)
