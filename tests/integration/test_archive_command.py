"""``claimwire archive`` as a user calls it."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwire.archive import Archive
from claimwire.events import HISTORY, Stream, to_fields
from claimwire.log import Append, Entry, EntryId, RedisLog
from claimwire.testing import published


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with two segments of three and two entries."""
    asyncio.run(fill(Archive.at(None, tmp_path)))
    return tmp_path


async def fill(archive: Archive) -> None:
    for numbers in (range(3), range(3, 5)):
        writer = await archive.begin("the epoch")
        writer.add(
            [Entry(Stream.ARTICLES, EntryId(1_900_000_000_000, n), to_fields(published(f"a-{n}"))) for n in numbers]
        )
        await archive.publish(writer, epoch="the epoch", closed_at=datetime.now(UTC))


def claimwire(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "claimwire.cli", *words], check=False, capture_output=True, text=True)


def test_status_tells_what_is_archived(data_dir: Path) -> None:
    told = claimwire("archive", "status", "--data-dir", str(data_dir))
    listed = claimwire("archive", "status", "--json", "--archive-url", str(data_dir / "archive"))

    assert "epoch the epoch, 2 segments, 5 entries" in told.stdout
    assert "up to 1900000000000-4" in told.stdout
    segments = json.loads(listed.stdout)
    assert [segment["entries"] for segment in segments] == [3, 2]
    assert [Path(segment["path"]).stat().st_size for segment in segments] == [segment["size"] for segment in segments]


def test_verify_tells_what_is_wrong(data_dir: Path) -> None:
    whole = claimwire("archive", "verify", "--data-dir", str(data_dir))
    [_, second] = asyncio.run(Archive.at(None, data_dir).segments())
    (data_dir / "archive" / "partition-0" / second.path).unlink()
    broken = claimwire("archive", "verify", "--data-dir", str(data_dir))

    assert whole.returncode == 0
    not_asked, result = whole.stdout.splitlines()
    assert not_asked.startswith("whether the newest segments are there is not known: no log to talk to")
    assert result == "2 segments, 5 entries: all is as the manifests say"
    assert broken.returncode == 1
    assert f"{second.path} is missing\n" in broken.stdout
    assert broken.stdout.endswith("2 segments, 5 entries: 1 problems\n")


def test_verify_names_a_place_where_there_is_no_archive(data_dir: Path) -> None:
    (data_dir / "empty").mkdir()
    for wrong in ("nowhere", "archive/partition-0", "."):
        told = claimwire("archive", "verify", "--archive-url", str(data_dir / wrong))

        assert (told.returncode, told.stdout) == (2, "")
        assert told.stderr.strip().startswith(f"claimwire: there is no archive at {data_dir / wrong}")
    told = claimwire("archive", "verify", "--archive-url", str(data_dir / "empty"), "--data-dir", str(data_dir))
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, f"nothing is archived yet at {data_dir / 'empty'}")
    assert list((data_dir / "empty").iterdir()) == []


def test_verify_tells_files_without_manifests_from_what_a_killed_archiver_left(data_dir: Path) -> None:
    folder = data_dir / "archive" / "partition-0"
    first, second = asyncio.run(Archive.at(None, data_dir).segments())

    (folder / second.manifest).unlink()
    left = claimwire("archive", "verify", "--data-dir", str(data_dir))
    (folder / first.manifest).unlink()
    lost = claimwire("archive", "verify", "--data-dir", str(data_dir))

    assert left.returncode == 0
    assert f"{second.path} is named by no manifest: a killed archiver may have left it" in left.stdout
    assert left.stdout.endswith("1 segments, 3 entries: all is as the manifests say\n")
    assert lost.returncode == 1
    assert f"{second.path} is named by no manifest, and is not what a killed archiver leaves" in lost.stdout
    assert f"{first.path} is named by no manifest: a killed archiver may have left it" in lost.stdout
    assert lost.stdout.endswith("0 segments, 0 entries: 1 problems\n")


def test_verify_asks_the_log_whether_the_newest_segments_are_there(data_dir: Path, redis_url: str) -> None:
    async def told() -> None:
        log = RedisLog(redis_url)
        await log.open()
        archive = Archive.at(None, data_dir / "of the log")
        for number in range(2):
            await log.append([Append(event=published(f"a-{number}"))])
            writer = await archive.begin(log.epoch)
            writer.add(await log.read(writer.after, HISTORY, limit=10))
            await archive.publish(writer, epoch=log.epoch, closed_at=datetime.now(UTC))
        await log.report_checkpoint("archiver", HISTORY, await archive.end())
        await log.close()

    asyncio.run(told())
    named = ("--redis-url", redis_url, "--data-dir", str(data_dir / "of the log"))
    whole = claimwire("archive", "verify", *named)
    _, newest = asyncio.run(Archive.at(None, data_dir / "of the log").segments())
    for path in (newest.manifest, newest.path):
        (data_dir / "of the log" / "archive" / "partition-0" / path).unlink()
    cut = claimwire("archive", "verify", *named)
    other = claimwire("archive", "verify", "--redis-url", redis_url, "--data-dir", str(data_dir))

    assert (whole.returncode, whole.stdout) == (0, "2 segments, 2 entries: all is as the manifests say\n")
    assert cut.returncode == 1
    assert f"that all up to {newest.last} is archived, but the archive ends at {newest.after}" in cut.stdout
    assert cut.stdout.endswith("1 segments, 1 entries: 1 problems\n")
    assert other.returncode == 2
    assert "holds the log of epoch the epoch" in other.stderr


def test_where_nothing_is_archived_nothing_is_made(tmp_path: Path) -> None:
    told = claimwire("archive", "status", "--data-dir", str(tmp_path))
    refused = claimwire("archive", "status", "--archive-url", "ftp://host/x")

    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "nothing is archived yet")
    assert list(tmp_path.iterdir()) == []
    assert refused.returncode == 2
    assert refused.stderr.startswith("claimwire: an archive's address is a folder or s3://")
