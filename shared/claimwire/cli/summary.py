"""What was extracted, as tables for a terminal."""

import json
from http.client import HTTPConnection, HTTPException
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from claimwire.errors import ViewUnavailable

_MOST: Final = 200
_PATIENCE_S: Final = 30
_WIDEST: Final = 150


def print_summary(host: str, port: int) -> None:
    """Ask the query service for current claims and strikes and print them, of each the newest 200.

    Raises:
        ViewUnavailable: it does not answer as it should.
    """
    console = Console(width=None if Console().is_terminal else _WIDEST, highlight=False)
    articles, claims, strikes = (_items(host, port, name) for name in ("articles", "claims", "strikes"))
    console.print(_claims(claims))
    console.print(_strikes(strikes))
    counts = {"articles": len(articles), "claims": len(claims), "strikes": len(strikes)}
    console.print(", ".join(f"{name}: {_counted(count)}" for name, count in counts.items()))


def _counted(count: int) -> str:
    return f"the newest {_MOST}" if count == _MOST else str(count)


def _items(host: str, port: int, name: str) -> list[dict[str, Any]]:
    # A proxy that the environment names, which urllib would ask, cannot reach this machine's services.
    connection = HTTPConnection(host, port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", f"/{name}?limit={_MOST}", headers={"Host": "localhost"})
        items: list[dict[str, Any]] = json.load(connection.getresponse())["items"]
    except (OSError, HTTPException, ValueError, KeyError) as error:
        raise ViewUnavailable(
            f"the query service gives no {name} ({error!r}): its log lines above say why; run the same command again"
        ) from error
    finally:
        connection.close()
    return items


def _claims(items: list[dict[str, Any]]) -> Table:
    table = Table(title="Claims", title_justify="left")
    for heading, widest in {"who": 22, "role": 26, "through": 16, "act": 8, "claim": None, "status": 10}.items():
        table.add_column(heading, max_width=widest)
    for item in items:
        table.add_row(
            item["source"]["name"],
            item["source"]["role"] or "",
            (item["channel"] or {}).get("text", ""),
            item["act"],
            " … ".join(span["text"] for span in item["content"]),
            ", ".join(status["status"] for status in item["verification"]),
        )
    return table


def _strikes(items: list[dict[str, Any]]) -> Table:
    table = Table(
        "kind",
        "count",
        "by",
        "where",
        "targets",
        "when",
        "on whose word",
        "factuality",
        title="Strikes",
        title_justify="left",
    )
    for item in items:
        occurred = item["occurred"] or {}
        table.add_row(
            item["kind"],
            (item["count"] or {}).get("text", ""),
            item["actor"]["side"],
            ", ".join(place["text"] for place in item["places"]),
            ", ".join(target["text"] for target in item["targets"]),
            occurred.get("date_from") or "",
            ", ".join(name["text"] for name in item["attribution"]),
            item["factuality"],
        )
    return table
