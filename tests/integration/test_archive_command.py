"""``claimwire archive`` as a user calls it."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwire.archive import Archive
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId
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

    assert (whole.returncode, whole.stdout) == (0, "2 segments, 5 entries: all is as the manifests say\n")
    assert broken.returncode == 1
    assert f"{second.path} is missing\n" in broken.stdout
    assert broken.stdout.endswith("2 segments, 5 entries: 1 problems\n")


def test_where_nothing_is_archived_nothing_is_made(tmp_path: Path) -> None:
    told = claimwire("archive", "status", "--data-dir", str(tmp_path))
    refused = claimwire("archive", "status", "--archive-url", "ftp://host/x")

    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "nothing is archived yet")
    assert list(tmp_path.iterdir()) == []
    assert refused.returncode == 2
    assert refused.stderr.startswith("claimwire: an archive's address is a folder or s3://")
