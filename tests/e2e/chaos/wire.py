"""The network between the services and the server, which can be cut."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


class Wire:
    """Carries bytes from a port of this machine to a unix socket, in a thread of its own."""

    def __init__(self, socket: Path, port: int) -> None:
        """Take the port at once; the socket is connected to when somebody calls."""
        self._socket = socket
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._flowing = asyncio.Event()
        self._taking = True
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._call(self._listen)

    @property
    def url(self) -> str:
        """Where the services find the log."""
        return f"redis://127.0.0.1:{self._port}/0"

    def cut(self) -> None:
        """Reset every connection and take no new one."""
        self._call(self._cut)

    def stall(self) -> None:
        """Keep connections, and let nothing through."""
        self._call(self._stall)

    def mend(self) -> None:
        """Let everything through again."""
        self._call(self._mend)

    def close(self) -> None:
        """End all connections and give the port up."""
        self._call(self._close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Callable[[], Awaitable[Any]]) -> Any:
        async def run() -> Any:
            return await work()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(30)

    async def _listen(self) -> asyncio.Server:
        self._flowing.set()
        return await asyncio.start_server(self._carry, "127.0.0.1", self._port)

    async def _cut(self) -> None:
        self._taking = False
        for writer in self._writers:
            writer.transport.abort()

    async def _stall(self) -> None:
        self._flowing.clear()

    async def _mend(self) -> None:
        self._taking = True
        self._flowing.set()

    async def _close(self) -> None:
        self._server.close()
        await self._cut()
        self._flowing.set()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._taking:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self._socket))
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        try:
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        finally:
            self._writers -= {writer, far_writer}

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(65_536):
                await self._flowing.wait()
                sink.write(piece)
                await sink.drain()
        sink.transport.abort()
