import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.free_ports import free_ports


def start(data_dir: Path, port: int, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "CLAIMWIRE_DATA_DIR": str(data_dir), "CLAIMWIRE_QUERY_PORT": str(port), **more}
    environment.pop("CLAIMWIRE_REDIS_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "claimwire_query"], env=environment, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.usefixtures("news")
def test_the_process_answers_without_a_log_and_stops_when_told(
    request: pytest.FixtureRequest, views_kind: str, tmp_path: Path
) -> None:
    [port] = free_ports(1)
    address = {"CLAIMWIRE_VIEWS_URL": request.getfixturevalue("postgres_url")} if views_kind == "postgres" else {}
    with start(tmp_path, port, **address) as process:
        try:
            transport = httpx.HTTPTransport(retries=8)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport) as client:
                assert client.get("/readyz").json() == {"status": "ok", "position": "0:0-0"}
        finally:
            process.terminate()
        assert process.wait(timeout=30) in {0, -15}


def test_a_taken_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, start(tmp_path, taken.getsockname()[1]) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.startswith("claimwire query: cannot listen on 127.0.0.1:")
    assert len(said.splitlines()) == 1


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    with start(tmp_path, 70000) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.startswith("claimwire query: CLAIMWIRE_QUERY_PORT: ")
