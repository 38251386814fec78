"""Composition root of the projection service."""

import time
from collections.abc import Callable

from claimwire.log import EventLog
from claimwire.service import ReaderShell
from claimwire.subscriptions import Progress
from claimwire_projection.adapters.projector import Projector
from claimwire_projection.settings import ProjectionSettings


def build(
    settings: ProjectionSettings, *, log: EventLog | None = None, monotonic: Callable[[], float] = time.monotonic
) -> ReaderShell:
    """Put the service together; only its port is taken, nothing connects yet.

    Raises:
        PortTaken: something else listens on the health page's port.
    """
    chosen = log or settings.event_log()
    progress = Progress(monotonic)
    projector = Projector(
        chosen, settings.views(), progress, batch=settings.projection_batch, history=settings.history(chosen)
    )
    return ReaderShell("projection", chosen, projector.run, progress, host=settings.host, port=settings.projection_port)
