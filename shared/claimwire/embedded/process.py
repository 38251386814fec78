"""One run of the server's process."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from claimwire.embedded.binary import ServerBinary
from claimwire.embedded.endpoint import Endpoint, Loading
from claimwire.embedded.folder_lock import FolderLock
from claimwire.errors import LogUnavailable

_POLL_SECONDS: Final = 0.02
_TAIL_LINES: Final = 15


class ServerProcess:
    """A running server, started in a data folder that holds its ``server.conf``."""

    def __init__(self, process: subprocess.Popen[bytes], log_file: Path, log_start: int) -> None:
        self._process = process
        self._log_file = log_file
        self._log_start = log_start

    @classmethod
    def spawn(cls, binary: ServerBinary, folder: Path, lock: FolderLock) -> Self:
        """Start the binary inside ``folder``; the lock is the server's too from then on."""
        log_file = folder / "server.log"
        with log_file.open("ab") as log:
            log_start = log.tell()
            process = subprocess.Popen(  # noqa: S603  the file comes from our own finder
                [binary.path, "server.conf"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # In our session a Ctrl-C would end the server before the services have drained.
                start_new_session=True,
                umask=0o077,
                # Without the lock in the server, a launcher after our kill -9 would start a second writer.
                pass_fds=(lock.fileno(),),
            )
        return cls(process, log_file, log_start)

    @property
    def pid(self) -> int:
        """The process id, also after the end."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """None while alive, else the exit status; negative is the signal that ended it."""
        return self._process.poll()

    def await_answer(self, endpoint: Endpoint, *, silence: float) -> None:
        """Wait until the server takes commands.

        Args:
            endpoint: Where it listens.
            silence: Seconds without any answer after which it counts as failed; reading a large
                folder is not silence, since the server says that it is loading.

        Raises:
            LogUnavailable: it ended or stayed silent; the message quotes its log.
        """
        deadline = time.monotonic() + silence
        while True:
            try:
                if endpoint.answers():
                    return
            except Loading:
                deadline = time.monotonic() + silence
            if self.status is not None:
                raise LogUnavailable(f"the embedded server ended with status {self.status}; {self._log_tail()}")
            if time.monotonic() > deadline:
                raise LogUnavailable(f"the embedded server was silent for {silence:g} s; {self._log_tail()}")
            time.sleep(_POLL_SECONDS)

    def end(self, *, patience: float) -> bool:
        """Ask the process to end, kill it after ``patience`` seconds; False if it had to be killed."""
        self._process.terminate()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill_group()
            self._process.wait()
            return False
        return True

    def kill_group(self) -> None:
        """Kill the server and what it forked to rewrite its journal.

        Only while one of them is known to live: it keeps the system from giving the group's number
        to somebody else.
        """
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def _log_tail(self) -> str:
        with self._log_file.open("rb") as log:
            log.seek(self._log_start)
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join([f"{self._log_file} says:", *lines[-_TAIL_LINES:]])
