import json
from pathlib import Path

import pytest

from claimwire.embedded.binary import Engine, ServerBinary
from claimwire.embedded.folder_mark import FolderMark
from claimwire.errors import FolderMismatch

MARK = "claimwire-server.json"


def binary(engine: Engine, *version: int) -> ServerBinary:
    major, minor, patch = version
    return ServerBinary(Path("/bin/a-server"), engine, (major, minor, patch))


VALKEY_9 = binary(Engine.VALKEY, 9, 1, 2)


def test_a_new_folder_is_marked(tmp_path: Path) -> None:
    FolderMark.claim(tmp_path, VALKEY_9)

    assert json.loads((tmp_path / MARK).read_text()) == {"engine": "valkey", "version": [9, 1, 2], "layout": 1}
    assert [path.name for path in tmp_path.iterdir()] == [MARK]


@pytest.mark.parametrize(
    ("opener", "recorded"),
    [((9, 1, 1), [9, 1, 2]), ((9, 1, 2), [9, 1, 2]), ((9, 1, 3), [9, 1, 3]), ((10, 0, 0), [10, 0, 0])],
)
def test_a_newer_version_or_another_patch_may_open_it(
    tmp_path: Path, opener: tuple[int, int, int], recorded: list[int]
) -> None:
    FolderMark.claim(tmp_path, VALKEY_9)

    FolderMark.claim(tmp_path, binary(Engine.VALKEY, *opener))

    assert json.loads((tmp_path / MARK).read_text())["version"] == recorded


@pytest.mark.parametrize(
    "opener", [binary(Engine.REDIS, 9, 1, 2), binary(Engine.VALKEY, 9, 0, 9), binary(Engine.VALKEY, 8, 2, 0)]
)
def test_another_engine_or_an_older_version_may_not(tmp_path: Path, opener: ServerBinary) -> None:
    FolderMark.claim(tmp_path, VALKEY_9)

    with pytest.raises(FolderMismatch, match=r"written by valkey 9\.1 .* install valkey 9\.1 or newer"):
        FolderMark.claim(tmp_path, opener)


@pytest.mark.parametrize("stray", ["appendonlydir", "dump.rdb"])
def test_data_without_a_mark_is_not_ours(tmp_path: Path, stray: str) -> None:
    (tmp_path / stray).touch()

    with pytest.raises(FolderMismatch, match="without our"):
        FolderMark.claim(tmp_path, VALKEY_9)


@pytest.mark.parametrize("text", ["", "{", '{"engine": "dragonfly", "version": [1, 0, 0], "layout": 1}'])
def test_an_unreadable_mark_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MARK).write_text(text)

    with pytest.raises(FolderMismatch, match="not one of our marks"):
        FolderMark.claim(tmp_path, VALKEY_9)


def test_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text('{"engine": "valkey", "version": [9, 1, 2], "layout": 2}')

    with pytest.raises(FolderMismatch, match="layout 2"):
        FolderMark.claim(tmp_path, VALKEY_9)


def test_a_mark_torn_while_being_written_does_not_count(tmp_path: Path) -> None:
    (tmp_path / f"{MARK}.new").write_text('{"engine": "val')

    assert FolderMark.claim(tmp_path, VALKEY_9).engine is Engine.VALKEY
