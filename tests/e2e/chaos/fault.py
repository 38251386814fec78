"""What goes wrong, and when: drawn from a seed, so that a run can be repeated."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """A way in which a part of the system fails."""

    KILL = "kill -9"
    STOP = "stop"
    """SIGTERM: it drains and ends."""
    PAUSE = "pause"
    """SIGSTOP for a while: longer than it takes until others think it is dead."""
    CUT = "network cut"
    """All connections to the server are reset, and none is taken for a while."""
    STALL = "network stall"
    """Connections to the server stay open, and nothing comes through for a while."""


SERVER: Final = "server"
NETWORK: Final = "network"
SERVICES: Final = ("ingest", "extractor-1", "extractor-2", "projection", "archiver", "query")

_WEIGHTS: Final = {
    **{(FaultKind.KILL, name): 6 for name in SERVICES},
    **{(FaultKind.STOP, name): 2 for name in SERVICES},
    **{(FaultKind.PAUSE, name): 2 for name in SERVICES},
    (FaultKind.KILL, SERVER): 10,
    (FaultKind.STOP, SERVER): 4,
    (FaultKind.PAUSE, SERVER): 3,
    (FaultKind.CUT, NETWORK): 8,
    (FaultKind.STALL, NETWORK): 3,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    at: int
    """Number of the article at which it happens."""
    kind: FaultKind
    victim: str
    seconds: float
    """How long a pause, cut or stall lasts."""


def planned(seed: int, *, articles: int, faults: int) -> Sequence[Fault]:
    """Draw faults over a run; every kind with every victim occurs about as often as its weight says."""
    draw = random.Random(seed)
    moments = sorted(draw.randrange(articles) for _ in range(faults))
    chosen = draw.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=faults)
    return [Fault(at, kind, victim, draw.uniform(0.1, 2.5)) for at, (kind, victim) in zip(moments, chosen, strict=True)]
