"""The README's subscribers, run as printed against a real server."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from redis import Redis

from claimwire.events import from_fields
from claimwire.log import Append, RedisLog

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "contract" / "golden" / "claimwire.strike.reported.v1.json"
FIELDS = json.loads(GOLDEN.read_text(encoding="utf-8"))


def program(word: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (found,) = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if word in block]
    return str(found)


def test_a_bare_client_reads_strikes(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Redis.from_url(redis_url) as client:
        client.xadd("claimwire:{0}:strikes", {"somebody": "else"}, id="4-1")
        client.xadd("claimwire:{0}:strikes", FIELDS, id="5-1")
    monkeypatch.setenv("LOG_URL", redis_url)

    exec(compile(program("xread"), "README.md", "exec"), {})

    assert capsys.readouterr().out == "5-1 drone ['Izmail']\n"


async def recorded(url: str) -> str:
    log = RedisLog(url)
    await log.open()
    event = from_fields({name.encode(): value.encode() for name, value in FIELDS.items()})
    await log.append([Append(event=event)])
    end = await log.end()
    await log.close()
    return str(end)


def test_the_client_reads_strikes(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    position = asyncio.run(recorded(redis_url))
    monkeypatch.setenv("LOG_URL", redis_url)

    exec(compile(program("claimwire.client"), "README.md", "exec"), {})

    assert capsys.readouterr().out == f"0:{position} drone ['Izmail']\n"
