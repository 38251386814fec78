"""The event log: one order, nothing lost, nothing doubled."""

from claimwire.log.append import Append, Appended, AppendOutcome, Barred, HeadMove, HeadMoved, IndexBehind
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.memory import MemoryLog
from claimwire.log.port import EventLog
from claimwire.log.position import EntryId, Position
from claimwire.log.readable_log import ReadableLog
from claimwire.log.redis_streams.durability import Durability
from claimwire.log.redis_streams.read_only_log import ReadOnlyLog
from claimwire.log.redis_streams.redis_log import RedisLog
from claimwire.log.status import LogStatus, ReaderStatus, StreamStatus
from claimwire.log.tombstone import Tombstone

__all__ = [
    "Append",
    "AppendOutcome",
    "Appended",
    "Barred",
    "Commit",
    "Delivery",
    "Durability",
    "Entry",
    "EntryId",
    "EventLog",
    "Head",
    "HeadMove",
    "HeadMoved",
    "IndexBehind",
    "LogStatus",
    "MemoryLog",
    "Position",
    "ReadOnlyLog",
    "ReadableLog",
    "ReaderStatus",
    "RedisLog",
    "StreamStatus",
    "Tombstone",
]
