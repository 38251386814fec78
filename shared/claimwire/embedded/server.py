"""A private server in a data folder: never two writers, nothing acknowledged is lost, no orphan stays."""

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

from claimwire.embedded.binary import ServerBinary
from claimwire.embedded.conf import write_conf
from claimwire.embedded.endpoint import Endpoint
from claimwire.embedded.finder import find_server
from claimwire.embedded.folder_lock import FolderLock
from claimwire.embedded.folder_mark import FolderMark
from claimwire.embedded.process import ServerProcess
from claimwire.errors import FolderInUse

_POLL_SECONDS: Final = 0.05
_log = logging.getLogger(__name__)


class EmbeddedServer:
    """A Redis or Valkey server of our own, on a unix socket, with every acknowledged write on disk.

    Two locks in the folder keep it to one writer. ``owner.lock`` is held by the process that calls
    `start`, until `stop` or its death: a second launcher is refused. ``server.lock`` is inherited by
    the server and held for the server's life: a launcher whose predecessor was killed finds it
    taken, asks the orphan to end, and starts its own. The server has its own session, so Ctrl-C in
    a terminal does not reach it before the services have drained.

    Calls may come from any thread; they take turns. As a context manager it starts and stops.
    """

    def __init__(
        self,
        folder: Path,
        *,
        find: Callable[[], ServerBinary] = find_server,
        start_timeout: float = 30.0,
        stop_timeout: float = 30.0,
    ) -> None:
        """Prepare; nothing is touched until `start`.

        Args:
            folder: For the server's files only; made if missing, and made private (0700).
            find: Gives the binary.
            start_timeout: Seconds of silence after which a launch has failed.
            stop_timeout: Seconds between asking a server to end and killing it, or giving up on an orphan.
        """
        self.folder = folder.resolve()
        self._endpoint = Endpoint.for_folder(self.folder)
        self._find = find
        self._start_timeout = start_timeout
        self._stop_timeout = stop_timeout
        self._turn = threading.Lock()
        self._owner: FolderLock | None = None
        self._binary: ServerBinary | None = None
        self._process: ServerProcess | None = None

    @property
    def url(self) -> str:
        """The ``unix://`` URL for clients; it stays the same over restarts."""
        return self._endpoint.url

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.status is None else None

    def start(self) -> str:
        """Start the server, wait until it takes commands and give its URL; a started one stays as it is.

        Raises:
            ServerNotFound: there is no binary to start.
            FolderInUse: another live process owns the folder, or an orphaned server does not end.
            FolderMismatch: another engine or a newer version wrote the folder.
            LogUnavailable: the server ended or stayed silent; the message quotes its log.
        """
        with self._turn:
            if self._owner is None:
                self._binary = self._find()
                self._owner = self._own_folder()
                try:
                    self._launch(self._binary)
                except BaseException:
                    self._disown_folder(self._owner)
                    raise
        return self.url

    def is_running(self) -> bool:
        """Tell whether the server's process is alive."""
        return self.pid is not None

    def ensure_running(self) -> bool:
        """Start the server again if it died, and tell whether it had; never before `start` or after `stop`.

        Raises:
            LogUnavailable: it does not come up: back off and call again.
        """
        with self._turn:
            if self._owner is None or self._binary is None or self.is_running():
                return False
            _log.warning("the embedded server of %s died: starting it again", self.folder)
            self._launch(self._binary)
            return True

    def stop(self) -> None:
        """End the server, by force if it does not end in time, and give up the folder. Call it last."""
        with self._turn:
            if self._owner is not None:
                self._end_process()
                self._disown_folder(self._owner)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _own_folder(self) -> FolderLock:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        lock_file = self.folder / "owner.lock"
        owner = FolderLock.take(lock_file)
        if owner is None:
            raise FolderInUse(
                f"{self.folder} is owned by running process {lock_file.read_text() or '(starting)'}: "
                "stop that one first, or choose another data folder"
            )
        owner.sign(str(os.getpid()).encode())
        return owner

    def _disown_folder(self, owner: FolderLock) -> None:
        owner.close()
        self._owner = None

    def _launch(self, binary: ServerBinary) -> None:
        with self._lock_out_servers() as lock:
            FolderMark.claim(self.folder, binary)
            self._endpoint.prepare()
            # The next launcher asks an orphan to end over the socket that is named here.
            lock.sign(os.fsencode(self._endpoint.socket))
            write_conf(self.folder / "server.conf", socket=self._endpoint.socket)
            try:
                self._process = ServerProcess.spawn(binary, self.folder, lock)
                self._process.await_answer(self._endpoint, silence=self._start_timeout)
            except BaseException:
                self._end_process()
                raise
        _log.info("embedded server: %s, process %s, folder %s, %s", binary, self.pid, self.folder, self.url)

    def _lock_out_servers(self) -> FolderLock:
        lock_file = self.folder / "server.lock"
        deadline = time.monotonic() + self._stop_timeout
        announced = False
        while (lock := FolderLock.take(lock_file)) is None:
            if time.monotonic() > deadline:
                raise FolderInUse(
                    f"a server without an owner holds {self.folder} and does not end: end the process "
                    f"named in {self.folder / 'server.pid'}, then start again"
                )
            if self._process is not None:
                # Our own server is dead; what it forked to rewrite the journal is not.
                self._process.kill_group()
            else:
                if not announced:
                    _log.warning("a server without an owner holds %s: asking it to end", self.folder)
                    announced = True
                # Asked each time round: an orphan that was only just born may not listen yet.
                Endpoint(Path(os.fsdecode(lock_file.read_bytes()))).shut_down()
            time.sleep(_POLL_SECONDS)
        return lock

    def _end_process(self) -> None:
        if self._process is None:
            return
        if not self._process.end(patience=self._stop_timeout):
            _log.warning("the embedded server did not end within %g s and was killed", self._stop_timeout)
        self._process = None
        # Only once our own server has ended: an orphan that cannot be reached cannot be asked to end.
        self._endpoint.clear()
