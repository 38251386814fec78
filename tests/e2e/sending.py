"""A sender that gives up on nothing but a refusal."""

import json
import threading
import time
from http import HTTPStatus
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

_PATIENCE_S: Final = 300.0
_PAUSE_S: Final = 0.1


def send(url: str, body: dict[str, str]) -> None:
    """Post until it is acknowledged, as a careful sender does."""
    request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST")
    deadline, pause = time.monotonic() + _PATIENCE_S, threading.Event()
    while not _acknowledged(request):
        assert time.monotonic() < deadline, f"{body} was never acknowledged"
        pause.wait(_PAUSE_S)


def _acknowledged(request: Request) -> bool:
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status in {HTTPStatus.OK, HTTPStatus.CREATED}
    except HTTPError as refusal:
        if refusal.code != HTTPStatus.SERVICE_UNAVAILABLE:
            raise AssertionError(f"{request.full_url}: {refusal.code} {refusal.read().decode()}") from refusal
        return False
    except (OSError, HTTPException):
        return False
