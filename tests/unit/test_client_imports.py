"""`pip install ./shared` is enough for a subscriber."""

import subprocess
import sys

PROGRAM = """
import sys
from importlib.metadata import packages_distributions

NEEDED = {"claimwire", "redis", "hiredis", "pydantic", "pydantic_core", "annotated_types", "typing_extensions",
          "typing_inspection"}
OTHERS = packages_distributions().keys() - NEEDED
assert OTHERS

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in OTHERS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Wall())

import asyncio
from claimwire.client import Client, CurrentFacts
from claimwire.errors import LogUnavailable

async def main():
    try:
        async with Client("unix:///nowhere/at/all.sock"):
            pass
    except LogUnavailable:
        print("tried")

asyncio.run(main())
"""


def test_the_client_needs_pydantic_and_redis_only() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout) == (0, "tried\n"), done.stderr
