"""The unix socket of an embedded server: where it lies, and the few things we ask over it."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote, unquote_to_bytes, urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError
from redis.retry import Retry

from claimwire.errors import FolderInUse

_LONGEST: Final = 103
"""Bytes of a socket path that every system takes: Linux has room for 107, macOS for 103."""
_ANSWER_SECONDS: Final = 2.0


class Loading(Exception):
    """The server is alive and still reading its data folder."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A socket in a folder that only this user can enter."""

    socket: Path

    @classmethod
    def for_folder(cls, folder: Path) -> Self:
        """Choose the data folder itself, or a short folder under the system's temporary one.

        The choice depends on the folder's path only, so that every launcher of it agrees.
        """
        near = folder / "server.sock"
        if len(os.fsencode(near)) <= _LONGEST:
            return cls(near)
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        return cls(Path(tempfile.gettempdir()) / f"claimwire-{os.getuid()}-{name}" / "server.sock")

    @property
    def url(self) -> str:
        """The URL for redis-py and FastStream, such as ``unix:///var/lib/claimwire/server.sock``."""
        return f"unix://{quote(os.fsencode(self.socket))}"

    def is_at(self, url: str) -> bool:
        """Tell whether a URL, however it is written, leads to this socket."""
        try:
            parts = urlsplit(url)
            named = Path(os.fsdecode(unquote_to_bytes(parts.path))).resolve()
        except ValueError:  # it is no URL, or holds what no path can
            return False
        return parts.scheme == "unix" and named == self.socket.resolve()

    def prepare(self) -> None:
        """Make the socket's folder, private to this user.

        Raises:
            FolderInUse: somebody else made a folder of that name in the shared temporary folder.
        """
        folder = self.socket.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise FolderInUse(f"{folder} belongs to somebody else: remove it, or choose another folder")
        if stat.S_IMODE(found.st_mode) != 0o700:  # noqa: PLR2004  owner only
            folder.chmod(0o700)

    def clear(self) -> None:
        """Remove the socket that a killed server leaves behind, and its folder if nothing else lies there."""
        self.socket.unlink(missing_ok=True)
        with suppress(OSError):
            self.socket.parent.rmdir()

    def answers(self) -> bool:
        """Tell whether the server accepts commands.

        Raises:
            Loading: it is alive, but not ready.
        """
        with self._client() as client:
            try:
                return bool(client.ping())
            except BusyLoadingError as error:
                raise Loading from error
            except RedisError:
                return False

    def shut_down(self) -> None:
        """Ask whatever listens here to end; nobody there is no error, and the reply is not awaited."""
        with self._client() as client:
            try:
                client.execute_command("SHUTDOWN", "NOSAVE")  # with AOF on nothing is lost; works during a script
            except RedisError:
                return

    def _client(self) -> Redis:
        return Redis(
            unix_socket_path=os.fspath(self.socket), socket_timeout=_ANSWER_SECONDS, retry=Retry(NoBackoff(), 0)
        )
