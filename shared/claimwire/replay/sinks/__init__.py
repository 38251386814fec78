"""Where replays go."""

from claimwire.replay.sinks.lines import Lines
from claimwire.replay.sinks.streams import StreamCopies, copy_prefix

__all__ = ["Lines", "StreamCopies", "copy_prefix"]
