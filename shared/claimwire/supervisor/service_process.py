"""One service as a child process."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Final

from claimwire.service.exit_status import EXIT_MISUSE
from claimwire.supervisor.plan import ServicePlan

_DRAIN_S: Final = 30.0
_FIRST_PAUSE_S: Final = 0.2
_LONGEST_PAUSE_S: Final = 10.0
_STEADY_AFTER_S: Final = 30.0

logger = logging.getLogger(__name__)


class ServiceProcess:
    """Starts a service, starts it again when it dies, and drains it."""

    def __init__(self, plan: ServicePlan, host: str, environment: Mapping[str, str], lifeline: int) -> None:
        """``lifeline`` is the read end of a pipe whose other end only the supervisor holds."""
        self.plan = plan
        self._host = host
        self._environment = {**environment, plan.port_variable: str(plan.port), "CLAIMWIRE_LIFELINE": str(lifeline)}
        self._lifeline = lifeline
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause = _FIRST_PAUSE_S
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def gave_up(self) -> bool:
        """Whether it ended because its set-up cannot work."""
        return self._process is not None and self._process.poll() == EXIT_MISUSE

    def start(self) -> None:
        """Start it; its own session keeps a Ctrl-C from reaching it before the supervisor drains it."""
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module names
            [sys.executable, "-m", self.plan.module],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(self._lifeline,),
        )

    def keep_running(self) -> None:
        """Start it again if it died, at once the first time, with growing pauses if it keeps dying."""
        if self._process is None or self._process.poll() is None or self.gave_up:
            return
        now = time.monotonic()
        if not self._not_before:
            if now - self._started_at > _STEADY_AFTER_S:
                self._pause = _FIRST_PAUSE_S
            logger.warning(
                "%s died (%s): starting it again in %.1f s",
                self.plan.name,
                _ending(self._process.returncode),
                self._pause,
            )
            self._not_before = now + self._pause
            self._pause = min(self._pause * 2, _LONGEST_PAUSE_S)
        elif now >= self._not_before:
            self._not_before = 0.0
            self.start()

    def is_ready(self) -> bool:
        """Whether it runs and says that it is ready."""
        if self.pid is None:
            return False
        connection = HTTPConnection(self._host, self.plan.port, timeout=2)
        try:
            # Under the address that it listens on, such as 0.0.0.0 or one of the network, it would refuse to answer.
            connection.request("GET", "/readyz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def drain(self) -> None:
        """Ask it to finish what it has taken, and wait; kill it if it does not end."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(_DRAIN_S)
        except subprocess.TimeoutExpired:
            logger.warning(
                "%s did not end within %.0f s and is killed; what it had taken comes again", self.plan.name, _DRAIN_S
            )
            self._process.kill()
            self._process.wait()


def environment_with(**variables: str) -> dict[str, str]:
    """Our environment with settings for the services."""
    return {**os.environ, **variables}


def _ending(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"
