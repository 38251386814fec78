"""A server binary that is known to run here."""

import re
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

_PROBE_SECONDS: Final = 10.0
_BANNER: Final = re.compile(r"^(Redis|Valkey) server v=(\d+)\.(\d+)\.(\d+)\b", re.MULTILINE)


class Engine(StrEnum):
    """Whose server it is; the two do not read each other's data folders in both directions."""

    REDIS = "redis"
    VALKEY = "valkey"


class UnusableBinary(Exception):
    """A candidate does not run here, or is no Redis or Valkey; the message is the reason, without the path."""


@dataclass(frozen=True, slots=True)
class ServerBinary:
    """An executable, and what it said it is when it was run with ``--version``."""

    path: Path
    engine: Engine
    version: tuple[int, int, int]

    @classmethod
    def probed(cls, path: Path) -> Self:
        """Run the file with ``--version``: the only proof that this machine can execute it.

        Raises:
            UnusableBinary: it cannot be executed (another C library or processor, no execute
                permission), does not answer, or is another program.
        """
        try:
            answer = subprocess.run(  # noqa: S603  the file comes from our own finder
                [path, "--version"],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_PROBE_SECONDS,
                check=True,
                # A Ctrl-C at this moment is for us: passed on, it would look like a broken binary.
                start_new_session=True,
            )
        except OSError as error:
            raise UnusableBinary(f"cannot be executed here ({error.strerror})") from error
        except subprocess.TimeoutExpired as error:
            raise UnusableBinary(f"did not answer --version within {_PROBE_SECONDS:.0f} s") from error
        except subprocess.CalledProcessError as error:
            raise UnusableBinary(f"fails on --version: {(error.stderr or error.stdout).strip()[-200:]}") from error
        engine, version = parse_banner(answer.stdout)
        return cls(path, engine, version)

    def __str__(self) -> str:
        return f"{self.engine} {'.'.join(map(str, self.version))} ({self.path})"


def parse_banner(text: str) -> tuple[Engine, tuple[int, int, int]]:
    """Read what ``--version`` printed, such as ``Valkey server v=9.1.2 sha=00000000:1 malloc=libc``.

    Raises:
        UnusableBinary: the text names neither engine.
    """
    found = _BANNER.search(text)
    if found is None:
        raise UnusableBinary(f"is neither Redis nor Valkey: --version says {text.strip()[:80]!r}")
    name, major, minor, patch = found.groups()
    return Engine(name.lower()), (int(major), int(minor), int(patch))
