"""Whether there is room for more, asked before there is none."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from claimwire.embedded.endpoint import Endpoint
from claimwire.embedded.running_url import SERVER_FOLDER
from claimwire.errors import LogFull
from claimwire.log import EventLog

MIN_FREE_BYTES: Final = 256 * 1024 * 1024
"""Free space that is kept unless told otherwise: what is in the log already still has to be worked off."""

_ASK_EVERY_S: Final = 1.0


class Headroom:
    """Refuses articles while the log's disk or memory is nearly full; they are taken again as soon as there is room.

    A full disk ends a server that syncs every write: then nothing can be read either. So senders are
    slowed down before. Of a private server the free space of its data folder is looked at; the disk
    of one elsewhere cannot be seen from here, so it is asked for its memory and its last write.
    """

    def __init__(
        self, log: EventLog, server_folder: Path | None, *, min_free_bytes: int, monotonic: Callable[[], float]
    ) -> None:
        """``server_folder`` is the private server's, null for a server elsewhere; ``monotonic`` tells seconds."""
        self._log = log
        self._server_folder = server_folder
        self._min_free_bytes = min_free_bytes
        self._monotonic = monotonic
        self._asked_at: float | None = None
        self._refusal: str | None = None

    async def check(self) -> None:
        """Return when there is room; the answer may be a second old.

        Raises:
            LogFull: there is too little; the message says of what.
            LogUnavailable: the server cannot be asked.
        """
        if refusal := await self.refusal():
            raise LogFull(refusal)

    async def refusal(self) -> str | None:
        """Why no articles are taken; null while they are. Raises LogUnavailable as :meth:`check`."""
        now = self._monotonic()
        if self._asked_at is None or now - self._asked_at >= _ASK_EVERY_S:
            self._refusal = await self._asked()
            self._asked_at = now
        return self._refusal

    async def _asked(self) -> str | None:
        if self._server_folder:
            free = (await asyncio.to_thread(shutil.disk_usage, self._server_folder)).free
            if free < self._min_free_bytes:
                return (
                    f"the log's disk is nearly full ({free:,} bytes free, fewer than the {self._min_free_bytes:,} of "
                    "CLAIMWIRE_MIN_FREE_BYTES): no articles are taken until space is freed; send it again later"
                )
        try:
            await self._log.check_room()
        except LogFull as error:
            return str(error)
        return None


def private_folder(data_dir: Path, redis_url: str) -> Path | None:
    """The folder of the private server in a data folder, if the log is on that one."""
    folder = (data_dir / SERVER_FOLDER).resolve()
    return folder if redis_url == Endpoint.for_folder(folder).url else None
