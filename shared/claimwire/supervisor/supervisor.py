"""Starts everything in order, keeps it running, drains it in order."""

import hashlib
import logging
import os
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from claimwire.embedded import EmbeddedServer
from claimwire.embedded.running_url import SERVER_FOLDER
from claimwire.errors import FolderUnusable, MisuseError, PortTaken, RetryableError
from claimwire.supervisor.plan import ServicePlan
from claimwire.supervisor.service_process import ServiceProcess, environment_with

_LOOK_EVERY_S: Final = 0.2
_READY_WITHIN_S: Final = 180.0

logger = logging.getLogger(__name__)


class Supervisor:
    """The embedded server (unless a URL is given) and all services, as one.

    The server starts first and stops last. Services start in the order of the plan and drain in
    the reverse order, so that what was accepted is worked off. A service or server that dies is
    started again; one whose set-up cannot work stops everything.
    """

    def __init__(
        self,
        plans: Sequence[ServicePlan],
        *,
        data_dir: Path,
        host: str,
        redis_url: str | None,
        settings: Mapping[str, str],
    ) -> None:
        """``settings`` are further ``CLAIMWIRE_`` variables for the services; nothing starts yet."""
        self._plans = plans
        self._host = host
        self._data_dir = data_dir.resolve()
        self._settings = settings
        self._server = None if redis_url else EmbeddedServer(self._data_dir / SERVER_FOLDER)
        self.url = redis_url or (self._server.url if self._server else "")
        self._lifeline: tuple[int, int] | None = None
        self._services: list[ServiceProcess] = []
        self._server_not_before = 0.0

    @property
    def environment(self) -> dict[str, str]:
        """What the services, and any command run beside them, have in their environment."""
        # A name that stays the same lets a restarted extractor find at once what the killed one had taken. Two of
        # us on one machine, with folders of their own and one server, must not have the same.
        folder = hashlib.sha256(os.fsencode(self._data_dir)).hexdigest()[:8]
        consumer = os.environ.get("CLAIMWIRE_EXTRACTOR_CONSUMER") or f"{socket.gethostname()}-{folder}"
        return environment_with(
            CLAIMWIRE_EXTRACTOR_CONSUMER=consumer,
            CLAIMWIRE_REDIS_URL=self.url,
            CLAIMWIRE_DATA_DIR=str(self._data_dir),
            CLAIMWIRE_HOST=self._host,
            **self._settings,
        )

    def start(self) -> None:
        """Start all; they become ready one after another.

        Raises:
            PortTaken: something else listens on a port of the plan.
            MisuseError: the server cannot be started here.
        """
        with ExitStack() as probes:
            # All are held until all are checked: two services on one port must be found too.
            for plan in self._plans:
                probes.enter_context(_free_port(self._host, plan))
        if self._server:
            self._start_server(self._server)
        # Services watch the read end: when we die, even by kill -9, they see it close and end.
        self._lifeline = os.pipe()
        self._services = [ServiceProcess(plan, self._host, self.environment, self._lifeline[0]) for plan in self._plans]
        for service in self._services:
            service.start()

    def await_ready(self, stopped: Callable[[], bool]) -> bool:
        """Wait until every service is ready; false when told to stop first.

        Raises:
            MisuseError: a service cannot work, or is not ready in time.
        """
        deadline = time.monotonic() + _READY_WITHIN_S
        waiting = list(self._services)
        while waiting:
            if stopped():
                return False
            self.look_after()
            for service in [service for service in waiting if service.is_ready()]:
                waiting.remove(service)
                logger.info("%s is ready on http://%s:%d", service.plan.name, self._host, service.plan.port)
            if time.monotonic() > deadline:
                names = ", ".join(service.plan.name for service in waiting)
                raise MisuseError(f"not ready within {_READY_WITHIN_S:.0f} s: {names}; its log lines above say why")
            if waiting:
                time.sleep(_LOOK_EVERY_S)
        return True

    def run(self, stopped: Callable[[], bool]) -> None:
        """Keep everything running until told to stop.

        Raises:
            MisuseError: a service cannot work.
        """
        while not stopped():
            self.look_after()
            time.sleep(_LOOK_EVERY_S)

    def run_beside(self, command: Sequence[str], stopped: Callable[[], bool]) -> int:
        """Run a command to its end, or until told to stop, and keep everything running meanwhile; gives its status.

        Raises:
            MisuseError: a service cannot work.
        """
        beside = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command
        try:
            while (status := beside.poll()) is None:
                self.look_after()
                if stopped():
                    beside.terminate()
                with suppress(subprocess.TimeoutExpired):
                    beside.wait(_LOOK_EVERY_S)
        finally:
            if beside.poll() is None:
                beside.kill()
                beside.wait()
        return status

    def look_after(self) -> None:
        """Start again what died.

        Raises:
            MisuseError: a service cannot work.
        """
        self._look_after_server()
        for service in self._services:
            if service.gave_up:
                raise MisuseError(f"{service.plan.name} cannot work as things are; its message stands above")
            service.keep_running()

    def stop(self) -> None:
        """Drain the services in reverse order, then stop the server."""
        for service in reversed(self._services):
            if service.pid is not None:
                logger.info("draining %s", service.plan.name)
                service.drain()
        self._services = []
        if self._lifeline:
            for end in self._lifeline:
                os.close(end)
            self._lifeline = None
        if self._server:
            self._server.stop()

    def _start_server(self, server: EmbeddedServer) -> None:
        try:
            server.start()
        except OSError as error:
            raise FolderUnusable(
                f"{self._data_dir} cannot hold the log ({error.strerror}): choose a folder that can be written with --data-dir"
            ) from error

    def _look_after_server(self) -> None:
        if self._server is None or time.monotonic() < self._server_not_before:
            return
        try:
            self._server.ensure_running()
        except (RetryableError, OSError) as error:
            # A full disk kills the server at each write, and takes none of ours: without a pause this would be a hot loop.
            logger.error("the server does not come up, trying again in 5 s: %s", error)  # noqa: TRY400 - the sentence is enough
            self._server_not_before = time.monotonic() + 5


def _free_port(host: str, plan: ServicePlan) -> socket.socket:
    probe = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((host, plan.port))
        probe.listen(1)
    except OSError as error:
        probe.close()
        raise PortTaken(
            f"port {plan.port} for {plan.name} is not free ({error.strerror}): stop what listens on {host}:{plan.port}, "
            f"or choose another with --{plan.name}-port"
        ) from error
    return probe
