"""When a segment is closed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a segment takes, and how long it waits for more."""

    entries: int
    bytes: int
    """Not compressed."""
    age_ms: int
    """Of its oldest entry."""

    def reached(self, *, entries: int, bytes: int, age_ms: int, caught_up: bool) -> bool:  # noqa: A002 - the domain's word
        """Whether a segment is closed now.

        Age counts only for who has read all there is: of a long history, read for the first time,
        every entry is old, and each page of it would become a segment.
        """
        return entries >= self.entries or bytes >= self.bytes or (caught_up and age_ms >= self.age_ms)
