"""Composition root of the archiver service."""

import time
from collections.abc import Callable

from claimwire.log import EventLog
from claimwire.service import ReaderShell
from claimwire.subscriptions import Progress
from claimwire_archiver.adapters.archiver import Archiver
from claimwire_archiver.adapters.upkeep import Upkeep
from claimwire_archiver.settings import ArchiverSettings


def _clock_ms() -> int:
    return time.time_ns() // 1_000_000


def build(
    settings: ArchiverSettings,
    *,
    log: EventLog | None = None,
    now_ms: Callable[[], int] = _clock_ms,
    monotonic: Callable[[], float] = time.monotonic,
) -> ReaderShell:
    """Put the service together; only its port is taken, nothing connects yet.

    Raises:
        PortTaken: something else listens on the health page's port.
    """
    chosen = log or settings.event_log()
    progress = Progress(monotonic)
    hot_ms = round(settings.archive_hot_seconds * 1000)
    archive = settings.archive()
    upkeep = Upkeep(chosen, archive, hot_ms=hot_ms, now_ms=now_ms, monotonic=monotonic)
    archiver = Archiver(chosen, archive, upkeep, progress, limits=settings.limits, now_ms=now_ms)
    return ReaderShell("archiver", chosen, archiver.run, progress, host=settings.host, port=settings.archiver_port)
