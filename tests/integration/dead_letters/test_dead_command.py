"""``claimwire dead`` and what ``claimwire status`` tells of it, beside a running projection."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from claimwire.cli.main import main
from claimwire.errors import ViewUnavailable
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId, EventLog, Position
from claimwire.subscriptions import Progress
from claimwire.testing import publication, published_article
from claimwire.views import ViewBuilds, ViewReader
from claimwire_projection.adapters.projector import Projector

Run = Callable[..., Awaitable[tuple[int, str, str]]]

pytestmark = [
    pytest.mark.parametrize("log", ["redis"], indirect=True),  # a command reaches no other
    pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True),
]


@pytest.fixture(autouse=True)
def _no_long_wait(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Most tests run no extractor, so nothing that is handed out is ever finished."""
    if "extracting" not in request.fixturenames:
        monkeypatch.setattr("claimwire.dead_letters.repair._WAIT_S", 0.0)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], redis_url: str, tmp_path: Path) -> Run:
    monkeypatch.setenv("CLAIMWIRE_REDIS_URL", redis_url)
    monkeypatch.setenv("CLAIMWIRE_DATA_DIR", str(tmp_path))

    async def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["claimwire", *words])
        capsys.readouterr()
        status = await asyncio.to_thread(main)
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@asynccontextmanager
async def projecting(log: EventLog, builds: ViewBuilds, view: ViewReader) -> AsyncIterator[None]:
    stop = asyncio.Event()
    projector = Projector(log, builds, Progress(time.monotonic), batch=50)
    running = asyncio.create_task(projector.run(stop))
    try:
        await view.wait_for(Position(0, await log.end()))
        yield
    finally:
        stop.set()
        await running


@pytest.fixture
async def letters(world: Any, builds: ViewBuilds) -> AsyncIterator[list[str]]:
    """The positions of two dead letters and of a parked entry, in the read models of a running projection."""
    await world.log.append([publication("a-1"), publication("a-2")])
    found = await world.extract(until=2, stream=Stream.DEAD)
    fields = {**to_fields(published_article("b-1")), b"type": b"claimwire.article.painted", b"\xff": b"\x1b[2J\xfe"}
    foreign = await world.add_foreign(Stream.ARTICLES, fields)
    await world.log.append([publication("b-1")])
    await world.project()
    world.store.close()
    async with projecting(world.log, builds, world.view):
        yield [*(f"0:{entry.id}" for entry in found), str(foreign)]


@pytest.fixture
async def extracting(world: Any, letters: list[str]) -> AsyncIterator[None]:
    """The extractor runs on, and has given up the parked entry and what queues behind it too."""
    stop = asyncio.Event()
    running = asyncio.create_task(world.run_extractor(stop))
    async with asyncio.timeout(20):
        found: list[Entry] = []
        after = Position.parse(letters[1]).id
        while len(found) < 2:
            found += await world.log.read(found[-1].id if found else after, [Stream.DEAD], limit=9, wait_ms=500)
    await world.view.wait_for(Position(0, found[-1].id))
    yield
    stop.set()
    await running


async def test_the_list_shows_what_is_open(run: Run, letters: list[str]) -> None:
    status, out, _ = await run("dead", "list")
    assert status == 0
    assert [position in out for position in letters] == [True, True, True]
    assert "choked [on this]" in out

    status, out, _ = await run("dead", "list", "--json", "--where", "dead", "--limit", "1")
    page = json.loads(out)
    assert [item["position"] for item in page["items"]] == [letters[1]]
    _, out, _ = await run("dead", "list", "--json", "--where", "dead", "--cursor", page["next_cursor"])
    assert [item["position"] for item in json.loads(out)["items"]] == [letters[0]]

    status, _, err = await run("dead", "list", "--cursor", "foo")
    assert (status, "the cursor is damaged: give the one that the page before named" in err) == (2, True)
    status, _, err = await run("dead", "list", "--since", "2026-11-22T12:00")
    assert (status, "--since: the timezone is missing: end it with Z" in " ".join(err.split())) == (2, True)


async def test_one_is_shown_raw_and_decoded(run: Run, letters: list[str]) -> None:
    status, out, _ = await run("dead", "show", letters[0])
    assert status == 0
    for words in ("ExtractionFailed: the pipeline choked", "Traceback", '"article_id": "a-1"', "extractor", "c1"):
        assert words in out

    status, out, _ = await run("dead", "show", letters[2])
    assert "cannot be decoded: event type 'claimwire.article.painted'" in out
    assert "articles claimwire.article.published" in out
    assert "(base64): G1sySv4=" in out

    assert (await run("dead", "show", "0:1-1"))[0] == 1
    assert (await run("dead", "show", "yesterday"))[0] == 2


async def test_a_retry_and_a_skip_are_told_when_the_read_models_have_obeyed(run: Run, letters: list[str]) -> None:
    status, out, _ = await run("dead", "retry", letters[0], "--reason", "mended", "--operator", "ines")
    assert (status, "pending again in group extractor" in out) == (0, True)
    _, out, _ = await run("dead", "show", letters[0], "--json")
    [item] = json.loads(out)
    assert (item["state"], item["operator"], item["note"]) == ("retried", "ines", "mended")

    status, _, err = await run("dead", "retry", letters[0], letters[2])
    assert status == 1
    assert "it was retried by ines" in err
    assert f"{letters[2]}: it still cannot be applied: UnknownEventType" in err

    assert (await run("dead", "skip", letters[2]))[0] == 2  # without a note
    assert (await run("dead", "skip", letters[2], "--note", " "))[0] == 2
    status, out, _ = await run("dead", "skip", letters[2], "--note", "a stray entry", "--operator", "ines")
    assert (status, "marked as skipped by ines" in out) == (0, True)
    _, out, _ = await run("dead", "list", "--json", "--where", "view", "--state", "all")
    assert [item["state"] for item in json.loads(out)["items"]] == ["retried", "skipped"]


@pytest.mark.usefixtures("extracting")
async def test_what_came_of_a_retry_is_told(run: Run, letters: list[str], world: Any) -> None:
    status, out, err = await run("dead", "retry", letters[0])
    assert (status, out) == (1, "")
    [newest] = json.loads((await run("dead", "list", "--json", "--article", "a-1"))[1])["items"]
    failed = "failed again: ExtractionFailed: the pipeline choked [on this]"
    assert err == f"{letters[0]}: {failed} (now at {newest['position']})\n"

    world.broken = False
    status, out, _ = await run("dead", "retry", newest["position"])
    assert (status, out) == (0, f"{newest['position']}: processed\n")


@pytest.mark.usefixtures("extracting")
async def test_what_came_of_many_retries_is_counted(run: Run, letters: list[str], world: Any) -> None:
    world.broken_for = "a-2"
    status, out, err = await run("dead", "retry-all", "--yes")
    assert status == 1
    assert f"{letters[0]}: processed" in out
    assert f"{letters[1]}: failed again: ExtractionFailed" in err
    assert f"{letters[2]}: it still cannot be applied: UnknownEventType" in err
    assert "it still cannot be read by this build" in err
    assert out.splitlines()[-1] == "2 of 5 done, 1 refused, 2 failed"
    again = json.loads((await run("dead", "list", "--json", "--error", "choked"))[1])["items"]
    assert [item["article_id"] for item in again] == ["a-2"]


async def test_what_no_group_takes_up_in_time_is_pending(run: Run, letters: list[str]) -> None:
    status, out, _ = await run("dead", "retry", *letters[:2])
    assert (status, out.splitlines()[-1]) == (0, "0 of 2 done, 2 pending")


async def test_many_are_asked_about_first(run: Run, letters: list[str], world: Any) -> None:
    end = await world.log.end()
    status, out, _ = await run("dead", "retry-all", "--where", "dead", "--dry-run")
    assert (status, "2 open pass the filters; 2 would be retried" in out) == (0, True)
    assert letters[0] in out
    status, out, _ = await run("dead", "skip", *letters[:2], "--note", "a test", "--dry-run")
    assert (status, "2 of 2 done" in out) == (0, True)
    for words in (["retry-all"], ["skip", *letters[:2], "--note", "a test"]):
        status, _, err = await run("dead", *words)
        assert (status, "give --yes" in err) == (2, True)
    assert await world.log.end() == end

    status, out, _ = await run("dead", "retry-all", "--where", "dead", "--limit", "1", "--yes", "--json")
    assert status == 0
    assert [outcome["position"] for outcome in json.loads(out)] == [letters[1]]
    status, _, _ = await run("dead", "skip", letters[0], letters[2], "--note", "a test", "--yes")
    assert status == 0
    assert json.loads((await run("dead", "list", "--json"))[1])["items"] == []
    commands = await world.log.read(EntryId.START, [Stream.CONTROL], limit=9)
    assert [entry.event().type.rpartition(".")[2] for entry in commands] == ["retry", "skip", "skip"]


async def test_status_tells_what_is_open_and_how_old_it_is(run: Run, letters: list[str]) -> None:
    status, out, _ = await run("status")
    assert (status, "open dead letters: 2, parked events: 1 (1 wait behind them), the oldest 0:00:" in out) == (0, True)
    told = json.loads((await run("status", "--json"))[1])["given_up"]
    assert (told["dead"], told["parked"], told["queued"], 0 <= told["oldest_seconds"] < 60) == (2, 1, 1, True)
    for position in letters:
        await run("dead", "skip", position, "--note", "a test")
    assert "dead letters and parked events: none open" in (await run("status"))[1]


@pytest.mark.usefixtures("world")
async def test_without_read_models_it_says_so(run: Run, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    status, out, _ = await run("status", "--data-dir", elsewhere)
    assert (status, "unknown, as the read models are not there yet" in out) == (0, True)
    for verb in (("dead", "list"), ("diff-extractors", "1", "2")):
        status, _, err = await run(*verb, "--data-dir", elsewhere)
        assert (status, f"there is no folder {elsewhere}" in err) == (2, True)
    (tmp_path / "elsewhere").mkdir()
    for verb in (("dead", "list"), ("diff-extractors", "1", "2")):
        status, _, err = await run(*verb, "--data-dir", elsewhere)
        assert (status, "the read models are not there yet" in err, elsewhere in err) == (1, True, True)
    status, _, err = await run("dead", "list", "--views-url", "mysql://nobody@nowhere/none")
    assert (status, "--views-url" in err) == (2, True)


async def test_what_was_told_is_said_though_the_read_models_go_away_then(
    run: Run, letters: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise ViewUnavailable("the read models went away")

    monkeypatch.setattr(ViewReader, "wait_for", away)
    status, out, err = await run("dead", "retry", letters[0])

    assert (status, "pending again in group" in out) == (0, True)
    assert "look again with `claimwire dead list` (the read models went away)" in err
