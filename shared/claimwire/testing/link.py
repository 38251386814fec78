"""A network that can be cut."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Final, Self
from urllib.parse import unquote, urlsplit

_CHUNK: Final = 65_536


class Link:
    """An address of our own that leads to a server, until it is cut or stalled; for tests of what a bad network does.

    Use it as an async context.
    """

    def __init__(self, url: str) -> None:
        """``url`` is that of the server, ``unix://`` or ``redis://``."""
        self._target = urlsplit(url)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._is_cut = False
        self._eats_a_reply = False
        self.connections = 0
        """How often somebody tried to connect."""

    @property
    def url(self) -> str:
        """The address to give to clients."""
        assert self._server
        port: int = self._server.sockets[0].getsockname()[1]
        return f"redis://127.0.0.1:{port}/0"

    def cut(self) -> None:
        """Reset all connections, and refuse new ones."""
        self._is_cut = True
        for writer in self._writers:
            writer.transport.abort()

    def stall(self) -> None:
        """Let nothing through any more, though all connections stay: as behind a firewall that forgot them."""
        self._flows.clear()

    def eat_a_reply(self) -> None:
        """Let the next request through, and reset its connection where the reply should come."""
        self._eats_a_reply = True

    def mend(self) -> None:
        """Work again; what was stalled goes on."""
        self._is_cut = False
        self._flows.set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self._server
        self._server.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            if self._is_cut:
                raise ConnectionResetError
            far_reader, far_writer = await self._connect()
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        self._tasks.add(asyncio.create_task(self._pump(reader, far_writer, replies=False)))
        self._tasks.add(asyncio.create_task(self._pump(far_reader, writer, replies=True)))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._target.scheme == "unix":
            return await asyncio.open_unix_connection(unquote(self._target.path))
        return await asyncio.open_connection(self._target.hostname, self._target.port or 6379)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, replies: bool) -> None:
        try:
            with suppress(OSError):
                while words := await source.read(_CHUNK):
                    await self._flows.wait()
                    if replies and self._eats_a_reply:
                        self._eats_a_reply = False
                        return
                    sink.write(words)
                    await sink.drain()
        finally:
            self._writers.discard(sink)
            sink.transport.abort()
