"""The compose file as it stands, on free ports and with volumes of its own, seen from outside."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen
from uuid import uuid4

import pytest
from tests.e2e.reports import report
from tests.e2e.sending import send
from tests.free_ports import free_ports

from claimwire.log import EntryId
from claimwire.testing import wait_until

if TYPE_CHECKING:
    from tests.e2e.conftest import System

REPOSITORY = Path(__file__).parents[2]
SERVICES = ("ingest", "extractor", "projection", "query", "archiver")
PORTS = {"ingest": 8081, "query": 8080}
EXTRACTORS = 3
LOAD = 40
"""Articles sent while each disturbance is under way."""

pytestmark = [pytest.mark.docker, pytest.mark.timeout(1500)]


@dataclass
class Containers:
    """A Compose project of its own, made from the repository's file."""

    secrets: Path
    project: str = field(default_factory=lambda: f"claimwire-test-{uuid4().hex[:8]}")
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(PORTS, free_ports(len(PORTS)), strict=True)))
    sent: Iterator[int] = field(default_factory=count)

    def docker(self, *words: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
        environment |= {f"CLAIMWIRE_{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        environment |= {"CLAIMWIRE_SECRETS_DIR": str(self.secrets), "CLAIMWIRE_EXTRACTOR_RECLAIM_AFTER_MS": "3000"}
        environment |= {"CLAIMWIRE_ARCHIVE_SEGMENT_SECONDS": "5"}
        done = subprocess.run(
            ["docker", *words], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"docker {' '.join(words)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    def compose(self, *words: str) -> str:
        return self.docker("compose", "--project-name", self.project, *words)

    def up(self) -> None:
        self.compose("up", "--detach", "--wait", "--wait-timeout", "300", "--scale", f"extractor={EXTRACTORS}")

    def ids(self, service: str) -> list[str]:
        return self.compose("ps", "--all", "--quiet", service).split()

    def kill(self, service: str) -> None:
        """kill -9 one container of a service, and start it again as an operator would."""
        victim = self.ids(service)[0]
        self.docker("kill", victim)
        self.docker("start", victim)

    def replace_extractor(self) -> None:
        """Lose an extractor for good: another has to take over what it had taken."""
        self.docker("rm", "--force", "--volumes", self.ids("extractor")[-1])
        self.up()

    def get(self, path: str) -> Any:
        with urlopen(f"http://127.0.0.1:{self.ports['query']}{path}", timeout=30) as answer:
            return json.load(answer)

    def status(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(
            self.compose("exec", "--no-TTY", "projection", "claimwire", "status", "--json")
        )
        return answer

    def lengths(self) -> dict[str, int]:
        return {stream["stream"]: stream["length"] for stream in self.status()["streams"]}

    def unfinished(self, articles: int) -> list[dict[str, Any]]:
        """What is still to be done before this many articles can be read, as `claimwire status` tells it."""
        status = self.status()
        taken_in = [stream for stream in status["streams"] if stream["stream"] == "articles"]
        return [stream for stream in taken_in if stream["length"] != articles] + [
            reader
            for reader in status["readers"]
            if reader["name"] != "archiver" and (reader["behind"] != 0 or reader["pending"])
        ]

    def wait_for_all_of(self, articles: int, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        tick = threading.Event()
        while unfinished := self.unfinished(articles):
            assert time.monotonic() < deadline, unfinished
            tick.wait(0.5)

    def wait_for_the_archive(self, seconds: float) -> None:
        """Wait until all that is in the log is archived, and look whether it is whole."""
        end = str(max(EntryId.parse(stream["last"]) for stream in self.status()["streams"] if stream["last"]))
        wait_until(lambda: self.archived() == end, seconds)
        assert "all is as the manifests say" in self.compose(
            "exec", "--no-TTY", "archiver", "claimwire", "archive", "verify"
        )

    def archived(self) -> str:
        """The last entry archived."""
        told = self.compose("exec", "--no-TTY", "projection", "claimwire", "archive", "status", "--json")
        segments: list[dict[str, str]] = json.loads(told)
        return segments[-1]["last"] if segments else ""

    def send_load(self) -> None:
        for _ in range(LOAD):
            send(f"http://127.0.0.1:{self.ports['ingest']}/articles", report(next(self.sent)))


def walk(get: Callable[[str], Any], path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = get(f"{path}?limit=500{cursor}")
        items += page["items"]
        if not page["next"]:
            return items
        cursor = f"&cursor={page['next']}"


def findings(get: Callable[[str], Any], path: str) -> list[dict[str, Any]]:
    """What a listing shows, without what depends on when it was taken in."""
    return [
        {name: value for name, value in item.items() if name not in {"recorded_at", "position", "retrieved_at"}}
        for item in walk(get, path)
    ]


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Containers]:
    """Everything up and healthy, with three extractors; nothing of it stays."""
    asked = ["docker", "compose", "ls"]
    if not shutil.which("docker") or subprocess.run(asked, capture_output=True, check=False).returncode != 0:
        pytest.skip("no Docker engine with Compose answers on this machine")
    made = Containers(tmp_path_factory.mktemp("secrets"))
    subprocess.run(["sh", REPOSITORY / "infra/docker/secrets.sh", made.secrets], check=True)
    with ExitStack() as at_the_end:
        remove = ("--profile", "demo", "down", "--volumes", "--remove-orphans", "--timeout", "60")
        at_the_end.callback(made.compose, *remove)
        at_the_end.callback(lambda: sys.stdout.write(made.compose("logs", "--no-color", "--tail", "40")))
        made.compose("--profile", "demo", "build")
        made.up()
        yield made


def test_the_seeds_give_what_they_give_on_one_machine(containers: Containers, system: "System", seeds: Path) -> None:
    containers.compose("--profile", "demo", "up", "--detach", "demo")
    system.start("--workers", "1")
    subprocess.run(
        system.command("ingest", str(seeds), "--data-dir", str(system.data_dir)), env=system.environment, check=True
    )
    expected = len(list(seeds.glob("*.txt")))
    wait_until(system.caught_up, 120)
    containers.wait_for_all_of(expected, 120)

    for listing in ("/articles", "/claims", "/strikes"):
        here = findings(containers.get, listing)
        assert here == findings(system.get, listing)
        assert here


@pytest.mark.parametrize("service", [*SERVICES, "redis"])
def test_a_service_is_not_root_and_cannot_write_to_its_image(containers: Containers, service: str) -> None:
    inside = "id -u; touch /opt/mark /usr/mark 2>&1; grep -E '^(CapEff|NoNewPrivs)' /proc/self/status"
    told = containers.compose("exec", "--no-TTY", service, "sh", "-c", inside)

    assert told.splitlines()[0] != "0"
    assert told.count("Read-only file system") == 2
    assert {"CapEff:\t0000000000000000", "NoNewPrivs:\t1"} <= set(told.splitlines())


def test_no_password_is_told(containers: Containers) -> None:
    passwords = [(containers.secrets / name).read_text() for name in ("redis_password", "postgres_password")]
    told = containers.compose("logs") + "".join(
        containers.docker("inspect", found)
        for service in (*SERVICES, "redis", "postgres")
        for found in containers.ids(service)
    )

    assert len(told) > 1000
    assert [password for password in passwords if not password or password in told] == []


def test_killed_and_restarted_under_load_nothing_is_lost_and_nothing_doubled(containers: Containers) -> None:
    disturbances: list[Callable[[], object]] = [
        *(
            partial(containers.kill, service)
            for service in ("extractor", "redis", "projection", "ingest", "postgres", "query", "archiver")
        ),
        containers.replace_extractor,
        partial(containers.compose, "restart", "redis"),
        partial(containers.compose, "restart", "postgres"),
        partial(containers.kill, "extractor"),
    ]
    before = containers.lengths()
    containers.send_load()
    for disturb in disturbances:
        with ThreadPoolExecutor(1) as disturber:
            disturbed = disturber.submit(disturb)
            containers.send_load()
            disturbed.result()
    sent = LOAD * (len(disturbances) + 1)
    containers.up()
    containers.wait_for_all_of(before["articles"] + sent, 180)

    containers.wait_for_the_archive(180)

    # Each article holds one attributed report of one strike.
    after = containers.lengths()
    assert {
        stream: after[stream] - before[stream] for stream in after if after[stream] != before[stream]
    } == dict.fromkeys(("articles", "claims", "strikes", "extractions"), sent)
    urls = {report(number)["url"] for number in range(sent)}
    listed = [item for item in walk(containers.get, "/articles") if item["url"] in urls]
    assert Counter(item["url"] for item in listed) == dict.fromkeys(urls, 1)
    ids = {item["article_id"] for item in listed}
    for facts in ("/claims", "/strikes"):
        of_ours = Counter(item["article_id"] for item in walk(containers.get, facts) if item["article_id"] in ids)
        assert of_ours == dict.fromkeys(ids, 1)


def test_a_stop_is_graceful(containers: Containers) -> None:
    containers.compose("stop")
    found = [container for service in (*SERVICES, "redis", "postgres") for container in containers.ids(service)]
    ends = [
        containers.docker("inspect", "--format", "{{.Name}} {{.State.ExitCode}}", container).split()
        for container in found
    ]

    assert len(ends) == len(SERVICES) + EXTRACTORS - 1 + 2
    assert [end for end in ends if end[1] != "0"] == []
