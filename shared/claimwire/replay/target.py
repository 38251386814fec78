"""Where a replay is told to go."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from claimwire.replay.sinks import copy_prefix


class TargetKind(StrEnum):
    """Sorts of target."""

    STDOUT = "stdout"
    FILE = "file"
    STREAM = "stream"
    PROJECTION = "projection"


@dataclass(frozen=True, slots=True)
class Target:
    """A sort of target and its name, if it has one."""

    kind: TargetKind
    name: str = ""
    """Path of a file, prefix of streams."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``stdout``, ``file:PATH``, ``stream:PREFIX`` or ``projection``.

        Raises:
            ValueError: it is another text.
        """
        if text in {TargetKind.STDOUT, TargetKind.PROJECTION}:
            return cls(TargetKind(text))
        kind, _, name = text.partition(":")
        if kind == TargetKind.FILE and name:
            return cls(TargetKind.FILE, name)
        if kind == TargetKind.STREAM and name:
            return cls(TargetKind.STREAM, copy_prefix(name))
        raise ValueError(f"{text!r} is no target: give stdout, file:PATH, stream:PREFIX or projection")

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind.value
