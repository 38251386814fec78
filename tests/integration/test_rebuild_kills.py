"""Rebuild and switch with real processes, killed at every step: whatever is left, the next one goes on from it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY

from sqlalchemy import Engine, select

from claimwire.events import Event, Switch, new_event
from claimwire.events.ids import event_id
from claimwire.log import Append, EntryId, Position, RedisLog
from claimwire.testing import extracted, published
from claimwire.views import VIEWS_VERSION, BuildName, SqliteBuilds, build_states, view_name, wait_for
from claimwire.views.schema import checkpoints, metadata, parked

STORE = "claimwire_projection.adapters.view_store:ViewStore.apply"
BUILDS = "claimwire.views.sqlite_builds:SqliteBuilds"
LOG = "claimwire.log.redis_streams.redis_log:RedisLog"
FIRST, SECOND = BuildName(), BuildName(number=2)


class House:
    """Programs on one log and one data folder."""

    def __init__(self, redis_url: str, data: Path) -> None:
        self.builds = SqliteBuilds(data)
        self._environment = {
            **os.environ,
            "CLAIMWIRE_REDIS_URL": redis_url,
            "CLAIMWIRE_DATA_DIR": str(data),
            "CLAIMWIRE_PROJECTION_PORT": "0",
            "CLAIMWIRE_PROJECTION_BATCH": "50",
        }

    def start(self, *command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, *command], env=self._environment, stdout=subprocess.PIPE, text=True)

    def killed(self, place: str, *program: str) -> None:
        dying = self.start(str(Path(__file__).with_name("dying.py")), place, *program)
        dying.communicate(timeout=90)
        assert dying.returncode == -signal.SIGKILL, f"{program} did not come to {place}"

    def rebuild(self, *options: str) -> str:
        told = subprocess.run(
            [sys.executable, "-m", "claimwire.cli", "rebuild", "projection", *options],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return told.stdout

    def status(self) -> dict[str, Any]:
        command = [sys.executable, "-m", "claimwire.cli", "status", "--json"]
        told: dict[str, Any] = json.loads(subprocess.check_output(command, env=self._environment, timeout=60))
        return told

    @contextmanager
    def projecting(self) -> Iterator[None]:
        running = self.start("-m", "claimwire_projection")
        try:
            yield
        finally:
            running.terminate()
            running.communicate(timeout=30)

    async def shown(self, number: int, position: EntryId) -> None:
        engine = self.builds.database(number).reader()
        try:
            await wait_for(engine, Position(0, position), within_s=60)
        finally:
            engine.dispose()

    def positions(self) -> dict[BuildName, EntryId | None]:
        return {state.build: state.position for state in build_states(self.builds)}

    def tables(self, number: int) -> dict[str, list[str]]:
        engine: Engine = self.builds.database(number).reader()
        with engine.begin() as connection:
            rows = {
                table.name: sorted(map(repr, connection.execute(select(table))))
                for table in metadata.sorted_tables
                if table is not checkpoints
            }
            assert connection.execute(select(parked)).all() == []
        engine.dispose()
        return rows


def told(start: int, count: int) -> list[Event]:
    events: list[Event] = []
    for number in range(start, start + count):
        events += [published(f"a-{number}"), *extracted(f"a-{number}")]
    return events


async def say(log: RedisLog, *events: Event) -> EntryId:
    await log.append([Append(event=event) for event in events])
    return await log.end()


def switch_to(number: int) -> Event:
    body = Switch(operator="Vera", view=view_name(), version=number)
    identity = event_id("switch", str(number))
    return new_event(body, id=identity, subject="claimwire", source="test", time=datetime.now(UTC))


def build_of(house: House, number: int, *, finished: bool = True) -> dict[str, object]:
    position = house.positions()[BuildName(number=number, finished=finished)]
    return {
        "version": VIEWS_VERSION,
        "build": number,
        "finished": finished,
        "live": number == 1,
        "position": str(position),
    }


async def test_a_rebuild_killed_at_any_step_is_gone_on_with(
    redis_url: str, redis_log: RedisLog, tmp_path: Path
) -> None:
    house = House(redis_url, tmp_path)
    end = await say(redis_log, *told(0, 1_000))
    with house.projecting():
        await house.shown(1, end)

        house.killed("claimwire_projection.adapters.view_store:ViewStore.note:after:1", "rebuild", "projection")
        unfinished = BuildName(number=2, finished=False)
        reached = house.positions()[unfinished]
        assert reached
        assert EntryId.START < reached < end
        assert house.status()["builds"] == [
            {**build_of(house, 1), "events": None, "total": None, "eta_seconds": None},
            {**build_of(house, 2, finished=False), "events": 2_000, "total": 4_001, "eta_seconds": ANY},
        ]
        house.killed(f"{BUILDS}.finish:before:1", "rebuild", "projection")
        assert house.builds.found() == [FIRST, unfinished]
        house.killed(f"{BUILDS}.finish:after:1", "rebuild", "projection")
        assert house.builds.found() == [FIRST, SECOND]

        # The live service went on and was not touched.
        end = await say(redis_log, published("a-1000"))
        await house.shown(1, end)
        assert house.builds.live() == 1

    live, rebuilt = house.tables(1), house.tables(2)
    [late] = set(live.pop("articles")) - set(rebuilt.pop("articles"))
    assert "'a-1000'" in late
    assert live == rebuilt


async def test_a_switch_killed_at_any_step_is_made_all_the_same(
    redis_url: str, redis_log: RedisLog, tmp_path: Path
) -> None:
    house = House(redis_url, tmp_path)
    start = await say(redis_log, *told(0, 100))
    with house.projecting():
        await house.shown(1, start)
        house.rebuild("--no-switch")
    before = house.positions()[SECOND]
    assert before
    goal = await say(redis_log, *told(1_000, 50))
    command = await say(redis_log, switch_to(2))
    # 200 entries in batches of 50: the live build takes four, the other one begins with the fifth.
    house.killed(f"{STORE}:after:6", "projection")
    between = house.positions()[SECOND]
    assert between
    assert before < between < goal
    assert house.positions()[FIRST] == goal
    house.killed(f"{BUILDS}.switch:before:1", "projection")
    assert (house.builds.live(), house.positions()[SECOND]) == (1, goal)
    house.killed(f"{BUILDS}.switch:after:1", "projection")
    assert (house.builds.live(), house.positions()) == (2, {FIRST: goal, SECOND: goal})
    house.killed(f"{LOG}.forget_reader:before:1", "projection")
    assert "projection/v3" in {reader.name for reader in (await redis_log.status()).readers}

    with house.projecting():
        await house.shown(2, command)
        end = await say(redis_log, *told(2_000, 5))
        await house.shown(2, end)
        names = {reader.name for reader in (await redis_log.status()).readers}
        assert {name for name in names if name.startswith("projection")} == {"projection/v3.2"}

        assert "build 1 is read from now on" in house.rebuild("--switch", "1", "--operator", "Vera")
        assert "build 3 is finished" in house.rebuild("--no-switch")
        await house.shown(1, await redis_log.end())
        listed = house.rebuild("--list")
        assert "dropped build 2" in house.rebuild("--drop", "2")

    assert house.builds.found() == [FIRST, BuildName(number=3)]
    assert house.builds.live() == 1
    table = [
        line.split("\N{BOX DRAWINGS LIGHT VERTICAL}")[1:4] for line in listed.splitlines() if "projection/v3" in line
    ]
    assert [[cell.strip() for cell in row] for row in table] == [
        ["projection/v3", "1", "live"],
        ["projection/v3", "2", ""],
        ["projection/v3", "3", ""],
    ]
    live, rebuilt = house.tables(1), house.tables(3)
    assert len(live["articles"]) == 155
    assert live == rebuilt
