"""Where replays go."""

from claimwire.replay.sinks.lines import Lines
from claimwire.replay.sinks.streams import StreamCopies, copy_prefix
from claimwire.replay.sinks.whole_file import whole_file

__all__ = ["Lines", "StreamCopies", "copy_prefix", "whole_file"]
