"""A file that is there whole or not at all, whatever the folder does."""

import errno
import os
import stat
from pathlib import Path

import pytest

from claimwire.errors import FolderUnusable
from claimwire.whole_file import whole_file


def test_a_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    written = []

    with pytest.raises(FolderUnusable, match="is a folder: name a file in it"), whole_file(tmp_path):
        written.append("much")

    assert (written, list(tmp_path.iterdir())) == ([], [])


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "history.jsonl"
    target.write_text("old")

    def fill() -> None:
        with whole_file(target) as file:
            file.write(b"half of it")
            raise OSError(errno.ENOSPC, "the disk is full")

    with pytest.raises(FolderUnusable, match=r"history\.jsonl cannot be written: .* full"):
        fill()
    assert (target.read_text(), list(tmp_path.iterdir())) == ("old", [target])


def test_what_is_no_file_stays_what_it_is(tmp_path: Path) -> None:
    fifo, link = tmp_path / "fifo", tmp_path / "link"
    os.mkfifo(fifo)
    link.symlink_to(fifo)

    for path in (fifo, link):
        with pytest.raises(FolderUnusable, match=f"{path.name} is a device, a FIFO or a socket"), whole_file(path):
            pass

    assert stat.S_ISFIFO(fifo.lstat().st_mode)
    assert link.readlink() == fifo
    assert sorted(tmp_path.iterdir()) == [fifo, link]


@pytest.mark.parametrize("before", ["old", None])
def test_a_link_stays_and_the_file_stands_where_it_points(tmp_path: Path, before: str | None) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to("folder/history.jsonl")
    if before:
        link.write_text(before)

    with whole_file(link) as file:
        file.write(b"new")

    assert link.readlink() == Path("folder/history.jsonl")
    assert [(file, file.read_text()) for file in folder.iterdir()] == [(folder / "history.jsonl", "new")]
    assert sorted(tmp_path.iterdir()) == [folder, link]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)

    with pytest.raises(FolderUnusable, match="link cannot be written"), whole_file(link):
        pass

    assert list(tmp_path.iterdir()) == [link]
