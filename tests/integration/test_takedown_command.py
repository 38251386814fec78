"""`claimwire redact` with real processes: afterwards the words are nowhere."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest

from claimwire.archive import Archive, History
from claimwire.embedded import EmbeddedServer
from claimwire.events import HISTORY, EntryRedacted
from claimwire.events.ids import event_id
from claimwire.log import Append, Entry, EntryId, Position, RedisLog
from claimwire.testing import NOON, completed, published, reported_claim, wait_until
from claimwire.views import VIEWS_VERSION, BuildName, SqliteBuilds, SqliteViews, ViewReader, wait_for
from claimwire_projection.adapters.view_store import ViewStore
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.settings import QuerySettings

SECRET = "Sesquipedalian"
ARTICLE = event_id("article", "taken down")


class House:
    """A data folder with its own server, and programs on it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.builds = folder, SqliteBuilds(folder)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")},
            "CLAIMWIRE_REDIS_URL": url,
            "CLAIMWIRE_DATA_DIR": str(folder),
            "CLAIMWIRE_PROJECTION_PORT": "0",
            "CLAIMWIRE_ARCHIVER_PORT": "0",
            "CLAIMWIRE_ARCHIVE_SEGMENT_EVENTS": "40",
        }
        self.logs = folder.with_name("logs.txt")

    @contextmanager
    def running(self, *modules: str) -> Iterator[None]:
        with self.logs.open("ab") as logs, ExitStack() as stack:
            for module in modules:
                process = subprocess.Popen(
                    [sys.executable, "-m", module], env=self._environment, stdout=logs, stderr=logs
                )
                stack.callback(process.wait, 30)
                stack.callback(process.terminate)
            yield

    def claimwire(self, *words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "claimwire.cli", *words]
        return subprocess.run(
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def places_with(self, words: str) -> list[str]:
        found = []
        for path in (path for path in self.folder.rglob("*") if path.is_file()):
            if path.suffix == ".parquet":
                held = words in str(pq.read_table(path).to_pylist())
            else:
                held = words.encode() in path.read_bytes()
            if held:
                found.append(str(path.relative_to(self.folder)))
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    folder = tmp_path / "data"
    with EmbeddedServer(folder) as server:
        yield House(folder, server.url)


@pytest.fixture
async def log(house: House) -> AsyncIterator[RedisLog]:
    made = RedisLog(house._environment["CLAIMWIRE_REDIS_URL"])
    await made.open()
    yield made
    await made.close()


async def say(log: RedisLog, start: int, article: str | None = None) -> None:
    for number in range(start, start + 20):
        events = [published(f"a-{number}"), completed(f"a-{number}")]
        if article and number == start + 9:
            claim = event_id("claim", SECRET)
            content = [{"text": SECRET, "start": 0, "end": len(SECRET)}]
            events += [
                published(article, 1 + start, text=f"{SECRET} " * 500, headline=SECRET),
                reported_claim(article, claim, 1 + start, content=content),
                completed(article, 1 + start, claims=(claim,)),
            ]
        await log.append([Append(event=event) for event in events])


async def all_of(history: History | RedisLog) -> list[Entry]:
    return await history.read(EntryId.START, HISTORY, limit=10_000)


async def shown(builds: SqliteBuilds, number: int, position: EntryId) -> None:
    engine = builds.database(number).reader()
    try:
        await wait_for(engine, Position(0, position), within_s=60)
    finally:
        engine.dispose()


def build_beside(house: House, log: RedisLog, entries: list[Entry]) -> None:
    """A second build that has read some of history and was kept to go back to."""
    store = ViewStore(house.builds.database(2))
    store.open(log.epoch, 0)
    store.apply(entries)
    store.close()


async def test_afterwards_the_words_are_nowhere(house: House, log: RedisLog) -> None:
    await say(log, 0, ARTICLE)
    await say(log, 20, ARTICLE)
    before = await all_of(log)
    build_beside(house, log, before[:50])
    with house.running("claimwire_archiver", "claimwire_projection"):
        await shown(house.builds, 1, before[-1].id)
        archive = Archive.at(None, house.folder)
        wait_until(lambda: list((house.folder / "archive").rglob("*.json")) != [], 30)
        assert {place.split("/")[0] for place in house.places_with(SECRET)} == {
            "appendonlydir",
            "archive",
            "projection",
        }

        counted = house.claimwire("redact", ARTICLE, "--reason", "court order", "--dry-run")
        assert counted.returncode == 0, counted.stderr
        assert f"6 entries of {ARTICLE} would be taken down" in counted.stdout
        assert len(await all_of(log)) == len(before)

        told = house.claimwire("redact", ARTICLE, "--reason", "court order", "--operator", "desk", "--yes")
        assert told.returncode == 0, told.stderr
        assert "is taken down here" in told.stdout
        # The server removes what it has rewritten in a thread of its own.
        wait_until(lambda: house.places_with(SECRET) == [], 30)

        verified = house.claimwire("archive", "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
        traced = house.claimwire("trace", ARTICLE)
        assert traced.returncode == 0, traced.stderr
        assert traced.stdout.count("entry.redacted") == 6
        assert "control.redact" in traced.stdout
    assert house.places_with(SECRET) == []
    assert SECRET not in house.logs.read_text()

    after = await all_of(log)
    assert [(entry.id, entry.stream) for entry in after[:-1]] == [(entry.id, entry.stream) for entry in before]
    gone = [entry.event().data for entry in after if entry.event().type == "claimwire.entry.redacted"]
    assert [(body.article_id, body.redaction) for body in gone if isinstance(body, EntryRedacted)] == [
        (ARTICLE, after[-1].event().id)
    ] * 6
    history = History(log, archive)
    await history.open()
    assert await all_of(history) == after
    await archive.close()
    await gone_over_http(house)


async def gone_over_http(house: House) -> None:
    view = ViewReader(house.builds)
    app = make_application(view, QuerySettings(), RepairDesk(view, None, lambda: NOON))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost:8080") as client:
        for asked in ("", "?recorded_as_of=2200-01-01T00:00:00Z", "?as_of=2031-03-04T00:00:00Z"):
            answer = await client.get(f"/articles/{ARTICLE}{asked}")
            assert answer.status_code == 451
            assert "taken down on" in answer.json()["detail"]
            assert "court" not in answer.text
        assert (await client.get("/articles/a-3")).status_code == 200
    view.close()


async def test_without_an_archiver_it_says_so_and_is_carried_out_when_one_runs(house: House, log: RedisLog) -> None:
    await say(log, 0, ARTICLE)
    told = house.claimwire("redact", ARTICLE, "--reason", "court order", "--yes")
    assert told.returncode == 1
    assert "none runs on this log" in told.stderr
    assert "the takedown is on record" in told.stderr
    assert house.claimwire("redact", ARTICLE, "--reason", "again", "--no-wait", "--yes").returncode == 0
    with house.running("claimwire_archiver", "claimwire_projection"):
        told = house.claimwire("redact", ARTICLE, "--reason", "and again", "--timeout", "60", "--yes")
        if told.returncode:  # the archiver had not told of itself yet
            wait_until(lambda: house.places_with(SECRET) == [], 60)
        assert house.claimwire("redact", ARTICLE, "--reason", "once more", "--timeout", "60", "--yes").returncode == 0
    wait_until(lambda: house.places_with(SECRET) == [], 30)


async def test_what_is_not_there_or_not_agreed_to_is_refused(house: House, log: RedisLog) -> None:
    await say(log, 0, ARTICLE)
    before = await all_of(log)

    nothing = house.claimwire("redact", "a-99", "--reason", "court order", "--yes")
    assert (nothing.returncode, "there is nothing of this article" in nothing.stderr) == (1, True)
    for reason in ("", " "):
        blank = house.claimwire("redact", ARTICLE, "--reason", reason, "--yes")
        assert (blank.returncode, "--reason is empty" in blank.stderr) == (2, True)
    unasked = house.claimwire("redact", ARTICLE, "--reason", "court order")
    assert (unasked.returncode, "give --yes" in unasked.stderr) == (2, True)
    assert f"3 entries of {ARTICLE} would be taken down" in unasked.stdout
    elsewhere = str(house.folder / "no archive")
    counted = house.claimwire("redact", "a-99", "--reason", "x", "--dry-run", "--archive-url", elsewhere)
    assert (counted.returncode, f"there is no archive in {elsewhere}" in counted.stderr) == (1, True)

    assert await all_of(log) == before


async def test_what_is_taken_down_already_is_not_taken_down_again(house: House, log: RedisLog) -> None:
    await say(log, 0, ARTICLE)
    with house.running("claimwire_archiver", "claimwire_projection"):
        await shown(house.builds, 1, await log.end())
        first = house.claimwire("redact", ARTICLE, "--reason", "court order", "--yes")
        assert first.returncode == 0, first.stderr
        before = await all_of(log)
        again = house.claimwire("redact", ARTICLE, "--reason", "court order")
        assert (again.returncode, "was taken down already" in again.stdout) == (0, True)
        assert await all_of(log) == before


async def test_a_build_of_another_shape_is_told_of(house: House, log: RedisLog) -> None:
    await say(log, 0, ARTICLE)
    older = SqliteViews(house.folder, version=VIEWS_VERSION - 1)
    older.path.parent.mkdir(parents=True, exist_ok=True)
    older.path.write_bytes(b"of an older build")
    with house.running("claimwire_archiver", "claimwire_projection"):
        await shown(house.builds, 1, await log.end())
        told = house.claimwire("redact", ARTICLE, "--reason", "court order", "--yes")
        assert told.returncode == 1
        assert f"{BuildName(VIEWS_VERSION - 1)} cannot be read and may hold the article" in told.stderr
        assert f"delete the file (with its -wal and -shm): {older.path}" in told.stderr
        older.path.unlink()
        assert house.claimwire("redact", ARTICLE, "--reason", "court order", "--yes").returncode == 0
