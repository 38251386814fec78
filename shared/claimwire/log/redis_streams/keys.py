"""Names of the keys in Redis."""

from dataclasses import dataclass
from typing import Final

from claimwire.events import Stream

META: Final = "claimwire:meta"
"""Hash with epoch, number of partitions and key layout."""

LAYOUT: Final = "1"
"""Version of the key layout; a service that knows another one refuses to start."""

HEAD_SLOTS: Final = 8
"""Slots of the ring in which the newest heads are remembered."""

HEAD_SLOT_MS: Final = 3 * 60 * 60 * 1000
"""Time one slot covers: the ring remembers an article for 21 to 24 hours after its last change."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one partition; ``{P}`` is a Redis Cluster hash tag, so they live together."""

    partition: int

    def stream(self, stream: Stream) -> str:
        """Key of a stream, e.g. ``claimwire:{0}:strikes``."""
        return f"claimwire:{{{self.partition}}}:{stream}"

    @property
    def streams(self) -> list[str]:
        """Keys of all streams, in the order of :class:`Stream`."""
        return [self.stream(stream) for stream in Stream]

    @property
    def clock(self) -> str:
        """Hash with what the partition knows of its ids.

        ``ms`` and ``seq`` of the last one given out, the time of the first (``born``), the log's ``epoch``, the greatest
        id that may have been trimmed (``trimmed``) and the greatest one redacted (``redacted``).
        """
        return f"claimwire:{{{self.partition}}}:clock"

    @property
    def heads(self) -> list[str]:
        """Slots of the ring of heads."""
        return [f"claimwire:{{{self.partition}}}:heads:{slot}" for slot in range(HEAD_SLOTS)]

    @property
    def checkpoints(self) -> str:
        """Hash of reported checkpoints by reader."""
        return f"claimwire:{{{self.partition}}}:checkpoints"

    @property
    def barred(self) -> str:
        """Set of the articles of which nothing is taken any more."""
        return f"claimwire:{{{self.partition}}}:barred"

    def tombstones(self, stream: Stream) -> str:
        """Sorted set of a stream's tombstones, e.g. ``claimwire:{0}:strikes:tombstones``; a member is written by ``graves.py``."""
        return f"{self.stream(stream)}:tombstones"

    def copy(self, stream: Stream) -> str:
        """Key of what is to take a stream's place, while it is written."""
        return f"{self.stream(stream)}:copy"

    def old(self, stream: Stream) -> str:
        """Key that a stream is kept under while its groups are given to the copy that took its place."""
        return f"{self.stream(stream)}:old"

    def retries(self, stream: Stream) -> str:
        """Hash of the commands that made entries of a stream pending once more, by group and entry id, until they are committed."""
        return f"{self.stream(stream)}:retries"

    @staticmethod
    def retry_field(group: str, entry_id: object) -> str:
        """Field of that hash; the script that commits an input names it the same."""
        return f"{group}/{entry_id}"
