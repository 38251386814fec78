"""What an archive needs of the place where its files lie."""

import asyncio
from pathlib import Path

import pytest

from claimwire.archive.open_folder import open_folder


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
