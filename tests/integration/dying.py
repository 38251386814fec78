"""Runs a program of ours in this process, which kills itself before or after the n-th call of one method.

python dying.py MODULE:CLASS.METHOD:before|after:N projection|archiver|COMMAND...
"""

import inspect
import os
import runpy
import signal
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any


def die_at(place: str) -> None:
    module, method, when, count = place.split(":")
    owner = getattr(import_module(module), method.partition(".")[0])
    name = method.partition(".")[2]
    called: Callable[..., Any] = getattr(owner, name)
    left = int(count)

    def is_time(now: str) -> bool:
        nonlocal left
        left -= now == when
        return now == when and left == 0

    def die(now: str) -> None:
        if is_time(now):
            os.kill(os.getpid(), signal.SIGKILL)

    @wraps(called)
    async def later(*given: Any, **named: Any) -> Any:
        die("before")
        answer = await called(*given, **named)
        die("after")
        return answer

    @wraps(called)
    def at_once(*given: Any, **named: Any) -> Any:
        die("before")
        answer = called(*given, **named)
        die("after")
        return answer

    setattr(owner, name, later if inspect.iscoroutinefunction(called) else at_once)


if __name__ == "__main__":
    die_at(sys.argv[1])
    if sys.argv[2] in {"projection", "archiver"}:
        runpy.run_module(f"claimwire_{sys.argv[2]}", run_name="__main__")
    sys.argv = ["claimwire", *sys.argv[2:]]
    from claimwire.cli.main import main

    sys.exit(main())
