"""What was acknowledged is on disk: a server that finds its journal cut at that length finds every acknowledged event."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from claimwire.embedded import EmbeddedServer
from claimwire.embedded.running_url import SERVER_FOLDER
from claimwire.events import Stream
from claimwire.log import Appended, Commit, EntryId, EventLog, RedisLog
from claimwire.testing import completed_extraction, publication
from claimwire_ingest.app import build
from claimwire_ingest.settings import IngestSettings


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An entry id, and how long each file of the journal was when its sender was told."""

    id: EntryId
    lengths: dict[str, int]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(data_dir / SERVER_FOLDER) as server:
        yield server


def journal(folder: Path) -> dict[str, int]:
    """The journal is several files: a base, what came since, and a manifest that names them."""
    return {file.name: file.stat().st_size for file in (folder / "appendonlydir").iterdir()}


def cut_copy(folder: Path, lengths: dict[str, int], target: Path) -> Path:
    """What a disk holds on which nothing but those lengths has arrived."""
    shutil.copytree(
        folder, target, ignore=shutil.ignore_patterns("server.sock", "server.pid", "owner.lock", "server.lock")
    )
    for file in (target / "appendonlydir").iterdir():
        if file.name in lengths:
            with file.open("r+b") as opened:
                opened.truncate(lengths[file.name])
        else:
            file.unlink()
    return target


async def held(folder: Path) -> set[EntryId]:
    """The ids that a server finds which is started on a folder."""
    server = EmbeddedServer(folder)
    url = await asyncio.to_thread(server.start)
    try:
        log = RedisLog(url)
        await log.open()
        found = await log.read(EntryId.START, list(Stream), limit=10_000)
        await log.close()
    finally:
        await asyncio.to_thread(server.stop)
    return {entry.id for entry in found}


async def posted(url: str, data_dir: Path, count: int) -> list[Acknowledged]:
    """Send articles over HTTP, and note at each receipt how long the journal is."""
    log = RedisLog(url)
    app = build(IngestSettings(redis_url=url, data_dir=data_dir), log=log).app
    noted: list[Acknowledged] = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8081") as client:
        for number in range(count):
            article = {"url": f"https://courier.example/{number}", "text": f"The harbour was closed {number} times."}
            answer = await client.post("/articles", json=article)
            lengths = journal(data_dir / SERVER_FOLDER)
            assert answer.status_code == 201
            noted.append(Acknowledged(EntryId.parse(answer.json()["position"].removeprefix("0:")), lengths))
    await log.close()
    return noted


async def committed(log: EventLog, folder: Path, count: int) -> list[Acknowledged]:
    """Append and commit in batches, and note at each answer how long the journal is."""
    await log.ensure_group(Stream.ARTICLES, "g")
    noted: list[Acknowledged] = []
    for number in range(count):
        outcomes = await log.append([publication(f"a{number}-{part}") for part in range(5)])
        lengths = journal(folder)
        noted += [Acknowledged(outcome.id, lengths) for outcome in outcomes if isinstance(outcome, Appended)]
        taken = await log.take(Stream.ARTICLES, "g", "c", limit=5)
        await log.commit(
            Stream.ARTICLES, "g", [Commit(one.entry.id, [completed_extraction(one.entry.event())]) for one in taken]
        )
        noted.append(Acknowledged(await log.end(), journal(folder)))
    return noted


async def test_every_article_acknowledged_over_http_is_in_the_journal_cut_at_that_moment(
    server: EmbeddedServer, data_dir: Path, tmp_path: Path
) -> None:
    noted = await posted(server.url, data_dir, 12)

    for number, moment in enumerate(noted):
        found = await held(cut_copy(server.folder, moment.lengths, tmp_path / f"cut {number}"))
        assert found == {earlier.id for earlier in noted[: number + 1]}


async def test_every_commit_acknowledged_is_in_the_journal_cut_at_that_moment(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    log = RedisLog(server.url)
    await log.open()
    noted = await committed(log, server.folder, 6)
    await log.close()

    for number, moment in enumerate(noted):
        if number % 3 == 0:
            found = await held(cut_copy(server.folder, moment.lengths, tmp_path / f"cut {number}"))
            assert found >= {earlier.id for earlier in noted[: number + 1]}


async def test_a_torn_last_write_costs_only_what_was_never_acknowledged(
    server: EmbeddedServer, data_dir: Path, tmp_path: Path
) -> None:
    noted = await posted(server.url, data_dir, 2)
    first, second = noted
    [grown] = [name for name, length in second.lengths.items() if length > first.lengths[name]]

    for part in range(1, 8):
        torn = first.lengths[grown] + (second.lengths[grown] - first.lengths[grown]) * part // 8
        folder = cut_copy(server.folder, {**second.lengths, grown: torn}, tmp_path / f"torn {part}")
        assert await held(folder) == {first.id}


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
async def test_each_acknowledgement_comes_after_its_sync(
    server: EmbeddedServer, data_dir: Path, tmp_path: Path
) -> None:
    """The lengths above are the kernel's; that it was told to put them on the disk is seen in what the server calls."""
    trace = tmp_path / "trace"
    calls = "write,writev,sendto,sendmsg,fsync,fdatasync"
    tracer = await asyncio.create_subprocess_exec(
        "strace", "-f", "-e", f"trace={calls}", "-s", "400", "-o", str(trace), "-p", str(server.pid),
        stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert tracer.stderr
        async with asyncio.timeout(10):
            told = await tracer.stderr.readline()
        if b"attached" not in told:
            pytest.skip(f"strace may not attach to a process: {told.decode().strip()}")
        noted = await posted(server.url, data_dir, 5)
    finally:
        with suppress(ProcessLookupError):
            tracer.terminate()
        await tracer.communicate()

    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    for moment in noted:
        written = first_line(lines, rf"write\(\d+, .*XADD.*{moment.id}")
        answered = first_line(lines, rf"(write|writev|sendto|sendmsg)\(\d+, .*added.*{moment.id}")
        synced = [
            number for number in range(written, answered) if re.search(r"f(data)?sync\(\d+\) += 0", lines[number])
        ]
        assert synced, f"{moment.id} was acknowledged before it was synced"


def first_line(lines: list[str], pattern: str) -> int:
    found = [number for number, line in enumerate(lines) if re.search(pattern, line)]
    assert found, f"nothing like {pattern} in the trace"
    return found[0]
