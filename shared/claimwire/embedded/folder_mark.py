"""Which engine wrote a data folder: folders are not portable to another engine or an older version."""

import os
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from claimwire.embedded.binary import Engine, ServerBinary
from claimwire.errors import FolderMismatch
from claimwire.sync_folder import sync_folder

_NAME: Final = "claimwire-server.json"
_LAYOUT: Final = 1


class FolderMark(BaseModel):
    """The engine and newest version that ever wrote the folder, and the layout of claimwire's files in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Engine
    version: tuple[int, int, int]
    layout: int

    @classmethod
    def claim(cls, folder: Path, binary: ServerBinary) -> Self:
        """Check that ``binary`` may open ``folder`` and record it there, before it writes anything.

        A newer version of the same engine is recorded as the newest writer. Versions compare by
        major and minor number: a patch release never changes the files.

        Raises:
            FolderMismatch: the folder was written by the other engine, by a newer version, in
                another layout, or by something that left no mark.
        """
        written = cls._read(folder)
        if written is None:
            if any(folder.glob("appendonly*")) or any(folder.glob("*.rdb")):
                raise FolderMismatch(f"{folder} holds a server's data without our {_NAME}: give a folder of our own")
            written = cls(engine=binary.engine, version=binary.version, layout=_LAYOUT)
            _write(folder, written)
            return written
        if written.layout != _LAYOUT:
            raise FolderMismatch(
                f"{folder} has layout {written.layout}, this claimwire uses {_LAYOUT}: use its claimwire"
            )
        if written.engine != binary.engine or binary.version[:2] < written.version[:2]:
            major, minor, _ = written.version
            raise FolderMismatch(
                f"{folder} was written by {written.engine} {major}.{minor} and cannot be opened by {binary}: "
                f"install {written.engine} {major}.{minor} or newer, or choose another folder"
            )
        if binary.version > written.version:
            written = written.model_copy(update={"version": binary.version})
            _write(folder, written)
        return written

    @classmethod
    def _read(cls, folder: Path) -> Self | None:
        path = folder / _NAME
        try:
            return cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise FolderMismatch(f"{path} is not one of our marks: restore it, or choose another folder") from error


def _write(folder: Path, mark: FolderMark) -> None:
    # Durable before the server's first byte: a folder with data and no mark is refused for ever.
    draft = folder / f"{_NAME}.new"
    with draft.open("w", encoding="utf-8") as file:
        file.write(mark.model_dump_json() + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _NAME)
    sync_folder(folder)
