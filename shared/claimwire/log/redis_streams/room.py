"""Is there room for more on the server?"""

from typing import Final

from redis.asyncio import Redis

from claimwire.errors import LogFull

_FULL_AT: Final = 0.95
"""Share of the server's ``maxmemory`` from which senders are slowed down, before it refuses writes by itself."""


async def check_room(client: Redis) -> None:
    """Ask by INFO, which managed services allow, how the server stands.

    Raises:
        LogFull: its last write to disk failed, or its memory is nearly used up.
    """
    status = (await client.info("persistence")).get("aof_last_write_status", "ok")
    if status != "ok":
        raise LogFull(
            f"the log's server could not write its journal (aof_last_write_status {status}): free disk there, senders may retry"
        )
    memory = await client.info("memory")
    used, most = int(memory.get("used_memory", 0)), int(memory.get("maxmemory", 0))
    if most and used >= _FULL_AT * most:
        raise LogFull(
            f"the log's server has nearly used up its memory ({used:,} of {most:,} bytes): "
            "raise maxmemory or let the archiver trim, senders may retry"
        )
