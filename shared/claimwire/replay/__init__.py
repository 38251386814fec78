"""History read again, into a terminal, a file or other streams."""

from claimwire.replay.extent import Extent, bound
from claimwire.replay.give_way import GiveWay
from claimwire.replay.history_reader import HistoryReader
from claimwire.replay.pace import Pace
from claimwire.replay.replay import Replayed, replay
from claimwire.replay.selection import Selection
from claimwire.replay.sink import Sink

__all__ = [
    "Extent",
    "GiveWay",
    "HistoryReader",
    "Pace",
    "Replayed",
    "Selection",
    "Sink",
    "bound",
    "replay",
]
