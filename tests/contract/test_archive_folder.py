"""What an archive needs of the place where its files lie."""

import asyncio
from pathlib import Path

import pytest

from claimwire.archive import Archive
from claimwire.archive.open_folder import open_folder
from claimwire.errors import ArchiveInUse


async def test_a_folder_gives_one_of_many_the_name(archive_url: str) -> None:
    folder = open_folder(archive_url)

    told = await asyncio.gather(
        *(asyncio.to_thread(folder.create, "manifests/name", str(number).encode()) for number in range(8))
    )

    assert told.count(True) == 1
    assert folder.read("manifests/name") == str(told.index(True)).encode()
    assert folder.names("manifests") == ["name"]


async def test_a_folder_keeps_an_open_file_to_its_end(archive_url: str, tmp_path: Path) -> None:
    folder = open_folder(archive_url)
    local = tmp_path / "local"
    local.write_bytes(b"0123456789")
    folder.put(local, "segments/name")
    assert not local.exists()

    with folder.open("segments/name") as file:
        assert file.read(3) == b"012"
        folder.remove("segments/name")
        folder.remove("segments/name")
        file.seek(1)
        assert file.read() == b"123456789"
    assert folder.names("segments") == []
    assert folder.modified("segments/name") is None
    with pytest.raises(FileNotFoundError), folder.open("segments/name"):
        pass


async def test_a_second_archiver_is_refused_for_as_long_as_the_first_one_runs(archive_url: str) -> None:
    first, second = Archive(archive_url), Archive(archive_url)
    await first.hold()
    await first.hold()
    await first.clear()

    with pytest.raises(ArchiveInUse, match="stop one of the two"):
        await second.hold()
    assert await second.segments() == []
    await first.close()
    await second.hold()
    await second.close()


async def test_a_folder_tells_what_lies_in_it(archive_url: str) -> None:
    folder = open_folder(archive_url)
    assert folder.listing() is None

    folder.create("partition-0/manifests/name", b"x")

    assert [name for name in folder.listing() or [] if name != "spool"] == ["partition-0"]
