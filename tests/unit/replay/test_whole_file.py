"""A file that is there whole or not at all, whatever the folder does."""

import errno
from pathlib import Path

import pytest

from claimwire.errors import FolderUnusable
from claimwire.replay.sinks import whole_file


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
