"""Pending entries that may be taken over."""

from typing import Any, Final, cast

from redis.asyncio import Redis

from claimwire.log.position import EntryId
from claimwire.log.retry_pause import LET_GO, retry_pause_ms

_PAGE: Final = 500


async def due_ids(client: Redis, key: str, group: str, *, idle_ms: int, pause_ms: int, limit: int) -> list[EntryId]:
    """Ids, oldest first, of what was abandoned by its consumer, and of what was let go and has rested."""
    due: list[EntryId] = []
    after = "-"
    # Page by page: entries that still rest must not keep those behind them from being found.
    while len(due) < limit:
        page = cast(
            "list[dict[str, Any]]",
            await client.xpending_range(key, group, min=after, max="+", count=_PAGE, idle=min(idle_ms, pause_ms)),
        )
        for item in page:
            entry_id = EntryId.parse(item["message_id"])
            let_go = item["consumer"] == LET_GO.encode()
            rest = retry_pause_ms(entry_id, item["times_delivered"], pause_ms) if let_go else idle_ms
            if item["time_since_delivered"] >= rest:
                due.append(entry_id)
        if len(page) < _PAGE:
            break
        after = f"({EntryId.parse(page[-1]['message_id'])}"
    return due[:limit]
