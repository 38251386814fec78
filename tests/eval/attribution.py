"""A labelled claim."""

from dataclasses import dataclass

from tests.eval.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) is said to have said (cue) what (content); each in any number of pieces."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
