"""``claimwire replay``, as it is called."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from claimwire.archive import Archive
from claimwire.errors import UndecodableEntry
from claimwire.events import HISTORY, Rebuild, Replay, Stream, from_json
from claimwire.log import Entry, EntryId, RedisLog
from claimwire.testing import NOON, publication, wait_until
from claimwire.views import SqliteBuilds, read_checkpoint

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Start = Callable[..., "subprocess.Popen[bytes]"]

SLOWEST = "0.000001x"
BASE = [sys.executable, "-m", "claimwire.cli", "replay"]


@pytest.fixture
def environment(redis_url: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
    return plain | {"CLAIMWIRE_REDIS_URL": redis_url}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Calls the command and waits for its end."""

    def called(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run([*BASE, *arguments], capture_output=True, env=environment, timeout=120, check=False)

    return called


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Starts the command; whatever is left of it in the end is killed."""
    with ExitStack() as ends:

        def started(*arguments: str) -> "subprocess.Popen[bytes]":
            process = subprocess.Popen(
                [*BASE, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            ends.enter_context(process)
            ends.callback(process.kill)
            return process

        yield started


def lines(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


async def commands(log: RedisLog) -> list[Replay]:
    bodies = [entry.event().data for entry in await log.read(EntryId.START, [Stream.CONTROL], limit=100)]
    return [body for body in bodies if isinstance(body, Replay)]


async def test_every_event_is_a_line_that_leads_back_to_its_entry(
    run: Run, history: list[Entry], redis_log: RedisLog
) -> None:
    done = run("--into", "stdout")
    assert done.returncode == 0, done.stderr
    ours = [entry for entry in history if b"type" in entry.fields]
    written = lines(done.stdout)
    assert [(line["position"], line["stream"]) for line in written] == [
        (f"0:{entry.id.ms}-{entry.id.seq}", entry.stream.value) for entry in ours
    ]
    assert [from_json(line) for line in done.stdout.splitlines()] == [entry.event() for entry in ours]
    assert written[0]["recordedat"] == ours[0].id.recorded_at.isoformat().replace("+00:00", "Z")
    assert len(written) == 1_400
    assert "replayed 1,400 entries up to " in done.stderr.decode()
    assert "left out 1 more, which this build cannot read as events" in done.stderr.decode()
    assert await commands(redis_log) == []


def test_raw_writes_what_is_no_event_as_it_is(run: Run, history: list[Entry]) -> None:
    done = run("--into", "stdout", "--raw", "--streams", "claims")
    (line,) = lines(done.stdout)
    (stranger,) = [entry for entry in history if b"type" not in entry.fields]
    assert line["position"] == f"0:{stranger.id}"
    assert line["fields"] == [{"name": "other", "value": "/wA=", "encoding": "base64"}]
    assert "left out" not in done.stderr.decode()
    with pytest.raises(UndecodableEntry):
        from_json(done.stdout)


def test_from_to_streams_and_types_choose(run: Run, history: list[Entry]) -> None:
    def positions(*arguments: str) -> list[str]:
        done = run("--into", "stdout", *arguments)
        assert done.returncode == 0, done.stderr
        return [line["position"] for line in lines(done.stdout)]

    bounds = ("--from", f"0:{history[10].id}", "--to", str(history[19].id))
    assert positions(*bounds) == [f"0:{entry.id}" for entry in history[10:20]]
    articles = [f"0:{entry.id}" for entry in history[10:20] if entry.stream is Stream.ARTICLES]
    assert positions(*bounds, "--streams", "articles,control") == articles
    assert positions(*bounds, "--types", "article.published") == articles
    assert positions("--from", "2100-01-01T00:00:00Z") == []
    assert positions("--to", "2000-01-01T00:00:00Z") == []


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--into", "tape"], "is no target"),
        (["--into", "stream:claimwire"], "the log itself"),
        (["--into", "stdout", "--from", "yesterday"], "neither a position"),
        (["--into", "stdout", "--from", "2024-06-26T00:00:00Z", "--to", "2024-06-25T00:00:00Z"], "after its end"),
        (["--into", "stdout", "--speed", "fast"], "is no speed"),
        (["--into", "stdout", "--streams", "backfill"], "no stream backfill"),
        (["--into", "stdout", "--types", "claims"], "no event type"),
        (["--into", "projection", "--speed", "10x"], "would answer as if that were all"),
        (["--into", "projection", "--from", "2024-06-25T00:00:00Z"], "would answer as if that were all"),
        ([], "--into"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(run: Run, arguments: list[str], reason: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert reason in " ".join(done.stderr.decode().split())
    assert done.stdout == b""


def test_a_file_replaces_what_was_there(run: Run, history: list[Entry], tmp_path: Path) -> None:
    target = tmp_path / "history.jsonl"
    target.write_text("old")
    done = run("--into", f"file:{target}")
    assert done.returncode == 0, done.stderr
    assert len(target.read_bytes().splitlines()) == len(history) - 1
    assert list(tmp_path.iterdir()) == [target]
    assert run("--into", f"file:{tmp_path / 'nowhere' / 'x'}").returncode == 2


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_file_that_was_interrupted_is_not_there(
    start: Start, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    process = start("--into", f"file:{tmp_path / 'history.jsonl'}", "--speed", SLOWEST)
    wait_until(lambda: any(file.stat().st_size for file in tmp_path.glob("*.partial")))
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == status
    assert list(tmp_path.iterdir()) == []
    assert "stopped after" in told.decode()
    assert "Traceback" not in told.decode()


@pytest.mark.usefixtures("history")
def test_a_reader_that_has_enough_ends_it_quietly(start: Start) -> None:
    process = start("--into", "stdout")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read().decode()
    assert process.wait(timeout=60) == 0
    assert "Traceback" not in told
    assert "Exception ignored" not in told


@pytest.mark.usefixtures("history")
def test_an_output_that_takes_no_more_is_told_in_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *BASE, "--into", "stdout"]
    # The limit holds for compiled modules too: written in part, they would break later runs.
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    with (tmp_path / "history.jsonl").open("wb") as output:
        done = subprocess.run(
            limited, stdout=output, stderr=subprocess.PIPE, env=environment, timeout=120, check=False, text=True
        )
    assert done.returncode == 1
    assert "standard output takes no more: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


async def test_a_replay_into_streams_is_on_record_and_survives_being_killed(
    run: Run, start: Start, history: list[Entry], redis_log: RedisLog, redis_url: str
) -> None:
    into = ["--into", "stream:june", "--operator", "Olena", "--reason", "a new subscriber"]
    with Redis.from_url(redis_url) as redis:
        killed = start(*into, "--speed", SLOWEST)
        wait_until(lambda: bool(redis.exists("june:{0}:articles")))
        killed.kill()
        killed.wait()
        done = run(*into, "--to", str(history[-1].id))
        assert done.returncode == 0, done.stderr
        found = []
        for stream in HISTORY:
            entries: Any = redis.xrange(f"june:{{0}}:{stream}")
            found += [Entry(stream, EntryId.parse(entry_id), fields) for entry_id, fields in entries]
    assert sorted(found, key=lambda entry: entry.id) == history
    first, second = await commands(redis_log)
    assert (first.operator, first.reason, first.into) == ("Olena", "a new subscriber", "stream:june")
    assert (second.start, second.end, second.streams) == (None, f"0:{history[-1].id}", ())


async def test_a_replay_into_streams_that_is_refused_is_not_on_record(
    run: Run, history: list[Entry], redis_log: RedisLog
) -> None:
    asked = ["--into", "stream:june", "--from", f"0:{history[7].id}"]
    assert run(*asked).returncode == 0
    refused = run(*asked, "--streams", "claims")
    assert refused.returncode == 2
    assert b"choose another prefix" in refused.stderr
    (only,) = await commands(redis_log)
    assert (only.start, only.streams) == (f"0:{history[7].id}", ())


async def test_archive_and_log_are_read_as_one(
    run: Run, history: list[Entry], redis_log: RedisLog, tmp_path: Path
) -> None:
    archive = Archive(str(tmp_path / "archive"))
    writer = await archive.begin(redis_log.epoch)
    writer.add(history[:800])
    writer.end_group()
    await archive.publish(writer, epoch=redis_log.epoch, closed_at=NOON)
    await archive.close()
    await redis_log.report_checkpoint("archiver", HISTORY, history[799].id)
    assert await redis_log.trim(EntryId(2**50, 0)) == history[799].id

    def replayed(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return run("--into", "stdout", "--raw", *arguments)

    for where in ("--data-dir", str(tmp_path)), ("--archive-url", str(tmp_path / "archive")):
        done = replayed(*where)
        assert done.returncode == 0, done.stderr
        assert [line["position"] for line in lines(done.stdout)] == [f"0:{entry.id}" for entry in history]
    done = replayed("--data-dir", str(tmp_path / "elsewhere"))
    assert done.returncode == 1
    assert b"in neither" in done.stderr
    assert b"Traceback" not in done.stderr


async def test_into_the_projection_is_a_rebuild(run: Run, redis_log: RedisLog, tmp_path: Path) -> None:
    await redis_log.append([publication("harbour")])
    newest = await redis_log.end()
    done = run("--into", "projection", "--data-dir", str(tmp_path), "--operator", "Olena")
    assert b"is finished" in done.stdout, done.stderr
    builds = SqliteBuilds(tmp_path)
    (build,) = [build for build in builds.found() if build.finished]
    engine = builds.database(build.number).reader()
    with engine.begin() as connection:
        checkpoint = read_checkpoint(connection)
    engine.dispose()
    assert checkpoint
    assert checkpoint.position.id >= newest
    (order, *_) = [entry.event().data for entry in await redis_log.read(newest, [Stream.CONTROL], limit=9)]
    assert isinstance(order, Rebuild)
    assert order.operator == "Olena"
