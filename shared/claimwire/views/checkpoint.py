"""How far the read models have come."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from claimwire.errors import ViewBehind
from claimwire.log import Position
from claimwire.views.schema import checkpoints
from claimwire.views.version import view_name

_LOOK_EVERY_S: Final = 0.02


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Every entry up to ``position`` of the log of this epoch is in the tables."""

    epoch: str
    position: Position


def read_checkpoint(connection: Connection, partition: int = 0) -> Checkpoint | None:
    """Read where a build stands; null before its projection first opened it."""
    row = connection.execute(
        select(checkpoints.c.epoch, checkpoints.c.position).where(
            checkpoints.c.name == view_name(), checkpoints.c.partition == partition
        )
    ).one_or_none()
    return Checkpoint(row.epoch, Position(partition, row.position)) if row else None


async def wait_for(engine: Engine, position: Position, *, within_s: float) -> None:
    """Wait until a reader of one build sees what the log holds up to ``position``.

    Raises:
        ViewBehind: it did not come that far in time.
    """
    await wait_until_at(lambda: _position(engine, position.partition), position, within_s=within_s)


async def wait_until_at(stands: Callable[[], Position | None], position: Position, *, within_s: float) -> None:
    """Wait until ``stands``, which is called in a thread, tells ``position`` or a later one.

    Raises:
        ViewBehind: it did not come that far in time.
    """
    deadline = time.monotonic() + within_s
    while True:
        found = await asyncio.to_thread(stands)
        if found and found >= position:
            return
        if time.monotonic() >= deadline:
            raise ViewBehind(
                f"{view_name()} stands at {found or 'nothing'} and did not reach {position} within {within_s} s: "
                "see whether the projection runs, and ask again"
            )
        await asyncio.sleep(_LOOK_EVERY_S)


def _position(engine: Engine, partition: int) -> Position | None:
    try:
        with engine.begin() as connection:
            checkpoint = read_checkpoint(connection, partition)
    except DBAPIError:  # the projection has not made it yet, or the server is away for a moment
        return None
    return checkpoint.position if checkpoint else None
