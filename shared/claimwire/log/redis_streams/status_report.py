"""How a partition on Redis stands."""

from collections.abc import Sequence
from datetime import UTC, datetime

from claimwire.events import Stream
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.scripts import Scripts
from claimwire.log.status import LogStatus, ReaderStatus, StreamStatus


async def status_report(scripts: Scripts, epoch: str) -> LogStatus:
    """Ask the server about all streams, groups and reported checkpoints, as they stand at one moment."""
    now_ms, streams, groups, readers = await scripts.status()
    return LogStatus(
        epoch=epoch,
        at=datetime.fromtimestamp(now_ms / 1000, UTC),
        streams=[
            StreamStatus(stream=stream, length=length, last=EntryId.parse(last) if last else None)
            for stream, (length, last) in zip(Stream, streams, strict=True)
        ],
        readers=[
            *(
                _reader(
                    name, [Stream(stream.decode())], last, pending=pending, behind=behind, oldest=oldest, now_ms=now_ms
                )
                for stream, name, last, pending, behind, oldest in groups
            ),
            *(_checkpointed(name, value, behind, oldest, now_ms) for name, value, behind, oldest in sorted(readers)),
        ],
    )


def _checkpointed(name: bytes, value: bytes, behind: int | None, oldest: bytes | None, now_ms: int) -> ReaderStatus:
    position, _, names = value.partition(b" ")
    streams = [Stream(stream) for stream in names.decode().split(",")]
    return _reader(name, streams, position, pending=None, behind=behind, oldest=oldest, now_ms=now_ms)


def _reader(
    name: bytes,
    streams: Sequence[Stream],
    position: bytes,
    *,
    pending: int | None,
    behind: int | None,
    oldest: bytes | None,
    now_ms: int,
) -> ReaderStatus:
    read = EntryId.parse(position)
    return ReaderStatus(
        name=name.decode(),
        streams=streams,
        behind=behind,
        pending=pending,
        seconds=max(0, now_ms - EntryId.parse(oldest).ms) / 1000 if oldest else 0.0,
        position=None if read == EntryId.START else read,
    )
