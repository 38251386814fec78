"""Finding the server that `claimwire up` has started."""

from pathlib import Path
from typing import Final

from claimwire.embedded.endpoint import Endpoint
from claimwire.errors import MisuseError

SERVER_FOLDER: Final = "server"
"""The embedded server's folder within a data folder."""


def running_url(data_dir: Path, redis_url: str | None = None) -> str:
    """URL of the log to talk to: the one given, else that of the server running on the data folder.

    Raises:
        MisuseError: none was given and none is running there.
    """
    if redis_url:
        return redis_url
    endpoint = private_endpoint(data_dir)
    if not endpoint.socket.exists():
        raise MisuseError(
            f"no log to talk to: start `claimwire up` (its data folder would be {data_dir}), or set CLAIMWIRE_REDIS_URL"
        )
    return endpoint.url


def private_endpoint(data_dir: Path) -> Endpoint:
    """Where the server of `claimwire up` on a data folder listens, whether it runs or not."""
    return Endpoint.for_folder((data_dir / SERVER_FOLDER).resolve())
