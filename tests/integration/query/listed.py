"""Listings of the query service."""

from typing import Any

import httpx


async def listed(client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    """Ask for a page, and give its items."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
