"""A server, the wire to it and all services, as processes that are started again whenever they end."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from tests.e2e.chaos.fault import NETWORK, SERVER, SERVICES, Fault, FaultKind
from tests.e2e.chaos.stub_extractor import CURE
from tests.e2e.chaos.wire import Wire

from claimwire.embedded import EmbeddedServer
from claimwire.errors import ClaimwireError
from claimwire.testing import wait_until

_MODULES: Final = {
    "ingest": "claimwire_ingest",
    "extractor-1": "tests.e2e.chaos.stub_extractor",
    "extractor-2": "tests.e2e.chaos.stub_extractor",
    "projection": "claimwire_projection",
    "archiver": "claimwire_archiver",
    "query": "claimwire_query",
}
_SHORT: Final = {
    "CLAIMWIRE_EXTRACTOR_RECLAIM_AFTER_MS": "1000",
    "CLAIMWIRE_EXTRACTOR_WORKERS": "1",
    "CLAIMWIRE_EXTRACTOR_WINDOW": "64",
    "CLAIMWIRE_ARCHIVE_SEGMENT_EVENTS": "2000",
    "CLAIMWIRE_ARCHIVE_SEGMENT_SECONDS": "5",
    "CLAIMWIRE_ARCHIVE_HOT_SECONDS": "1",
    "CLAIMWIRE_LOG_LEVEL": "WARNING",
}
_REPOSITORY: Final = Path(__file__).parents[3]


class Stand:
    """The system under fault, all of it in one folder."""

    def __init__(self, folder: Path, ports: Mapping[str, int]) -> None:
        """``ports`` has one for each service, and one named ``network``."""
        self.folder = folder
        self.faults: Counter[FaultKind] = Counter()
        self._ports = ports
        self._server = EmbeddedServer(folder / "redis")
        self._server.start()
        self.wire = Wire(Path(self._server.url.removeprefix("unix://")), ports[NETWORK])
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._log = (folder / "services.log").open("ab")
        self._closing = threading.Event()
        self._turn = threading.Lock()
        self._victims = {name: threading.Lock() for name in (*SERVICES, SERVER, NETWORK)}
        self._watch = threading.Thread(target=self._keep_running)
        self._watch.start()

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this system is told."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
        ours = {"CLAIMWIRE_DATA_DIR": str(self.folder), "CLAIMWIRE_REDIS_URL": self.wire.url}
        return {**plain, **_SHORT, **ours, CURE: str(self.cure)}

    @property
    def cure(self) -> Path:
        """Once this file is there, poisoned articles can be extracted."""
        return self.folder / "cure"

    @property
    def server_url(self) -> str:
        """The way to the server that no fault of the network touches."""
        return self._server.url

    def url(self, service: str) -> str:
        """Where a service answers."""
        return f"http://127.0.0.1:{self._ports[service]}"

    def is_ready(self, service: str) -> bool:
        """Whether it says so."""
        try:
            with urlopen(f"{self.url(service)}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def suffer(self, fault: Fault) -> None:
        """Make it happen, and mend what does not mend itself."""
        with self._victims[fault.victim]:
            if fault.victim == NETWORK:
                (self.wire.cut if fault.kind is FaultKind.CUT else self.wire.stall)()
                self._closing.wait(fault.seconds)
                self.wire.mend()
            else:
                self._strike(fault)
        with self._turn:
            self.faults[fault.kind] += 1

    def close(self) -> None:
        """End everything in order."""
        self._closing.set()
        self._watch.join()
        for process in self._processes.values():
            process.terminate()
        for name, process in self._processes.items():
            assert process.wait(60) in {0, -signal.SIGTERM}, f"{name} did not drain"
        self.wire.close()
        self._server.stop()
        self._log.close()

    def _strike(self, fault: Fault) -> None:
        # A process that is just being started again is waited for: else a fault would hit nothing.
        wait_until(lambda: self._pid(fault.victim) is not None, 60)
        pid = self._pid(fault.victim)
        assert pid is not None
        with suppress(ProcessLookupError):
            if fault.kind is FaultKind.PAUSE:
                os.kill(pid, signal.SIGSTOP)
                self._closing.wait(fault.seconds)
                os.kill(pid, signal.SIGCONT)
            else:
                os.kill(pid, signal.SIGKILL if fault.kind is FaultKind.KILL else signal.SIGTERM)
                wait_until(lambda: self._pid(fault.victim) != pid, 60)

    def _pid(self, victim: str) -> int | None:
        if victim == SERVER:
            return self._server.pid
        with self._turn:
            process = self._processes.get(victim)
            return process.pid if process and process.poll() is None else None

    def _keep_running(self) -> None:
        while not self._closing.wait(0.05):
            with suppress(ClaimwireError):
                self._server.ensure_running()
            for name in _MODULES:
                with self._turn:
                    if name not in self._processes or self._processes[name].poll() is not None:
                        self._processes[name] = self._started(name)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        kind = name.partition("-")[0].upper()
        return subprocess.Popen(
            [sys.executable, "-m", _MODULES[name]],
            cwd=_REPOSITORY,
            env={**self.environment, f"CLAIMWIRE_{kind}_PORT": str(self._ports[name])},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
