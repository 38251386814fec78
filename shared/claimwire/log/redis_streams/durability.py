"""Does the server keep what it acknowledges?"""

from enum import StrEnum

from redis.asyncio import Redis

from claimwire.errors import LogUnavailable, UnsafeDurability


class Durability(StrEnum):
    """What the operator relies on for acknowledged events to last."""

    DISK = "disk"
    """The server's own append-only file."""
    REPLICATED = "replicated"
    """Replicas or a managed service; the server's settings are not checked."""


async def check_durability(client: Redis) -> None:
    """Refuse a server that would lose acknowledged events.

    Asked by INFO, which managed services allow, where CONFIG is often forbidden.

    Raises:
        LogUnavailable: the server is still reading its data.
        UnsafeDurability: the append-only file is off, or keys may be evicted.
    """
    persistence = await client.info("persistence")
    # While a server reads its append-only file it says that it has none.
    if int(persistence.get("loading", 0)):
        raise LogUnavailable("the log's server is still reading its data; retry in a moment")
    if not int(persistence.get("aof_enabled", 0)):
        raise UnsafeDurability(
            "the log's server has no append-only file, so a crash would lose acknowledged events: set `appendonly yes` "
            "and `appendfsync always`, or CLAIMWIRE_DURABILITY=replicated if replicas keep them"
        )
    memory = await client.info("memory")
    policy = memory.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        raise UnsafeDurability(
            f"the log's server evicts keys when memory is short (maxmemory-policy {policy}): set `maxmemory-policy noeviction`"
        )
