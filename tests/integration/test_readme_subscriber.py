"""The README's bare Redis client, run as printed against a real server."""

import json
import re
from pathlib import Path

import pytest
from redis import Redis

ROOT = Path(__file__).parents[2]


def test_a_bare_client_reads_strikes(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (program,) = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "xread" in block]
    golden = ROOT / "tests" / "contract" / "golden" / "claimwire.strike.reported.v1.json"
    with Redis.from_url(redis_url) as client:
        client.xadd("claimwire:{0}:strikes", json.loads(golden.read_text(encoding="utf-8")), id="5-1")
    monkeypatch.setenv("CLAIMWIRE_REDIS_URL", redis_url)

    exec(compile(program, "README.md", "exec"), {})

    assert capsys.readouterr().out == "5-1 drone ['Izmail']\n"
