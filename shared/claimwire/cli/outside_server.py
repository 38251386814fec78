"""The server that ``claimwire up`` is told to use instead of a private one."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, BusyLoadingError, RedisError, ResponseError
from redis.retry import Retry

from claimwire.embedded.running_url import private_endpoint
from claimwire.secret_file import without_password

_LOOK_EVERY_S: Final = 0.2
_ANSWER_S: Final = 2.0

logger = logging.getLogger(__name__)


class OutsideServer:
    """A server that is not ours to start."""

    def __init__(self, url: str, *, named_by: str) -> None:
        """``named_by`` is the variable or option that an operator has to change to be rid of it."""
        self.url: Final = url
        self._named_by = named_by

    @classmethod
    def chosen(cls, url: str | None, data_dir: Path, *, named_by: str) -> Self | None:
        """The server at a URL; null where none is given, or the one given is the data folder's private server.

        That one's address is for readers: whoever exported it and then starts it would wait for it for ever.
        """
        if not url:
            return None
        if private_endpoint(data_dir).is_at(url):
            logger.info("%s is the address of the private server of %s, which is started as usual", named_by, data_dir)
            return None
        logger.info("using %s %s, and starting no private server", named_by, without_password(url))
        return cls(url, named_by=named_by)

    def await_answer(self, stopped: Callable[[], bool], look_after: Callable[[], None], *, within_s: float) -> None:
        """Wait for any answer at all, and warn when there is none; ``look_after`` is called meanwhile."""
        deadline = time.monotonic() + within_s
        while not (answered := self._answers()) and not stopped() and time.monotonic() < deadline:
            look_after()
            time.sleep(_LOOK_EVERY_S)
        if not answered and not stopped():
            logger.warning(
                "no server answers at %s, the address in %s: start that server, or take the address away for a private one",
                without_password(self.url),
                self._named_by,
            )

    def _answers(self) -> bool:
        try:
            with Redis.from_url(
                self.url,
                protocol=2,
                socket_timeout=_ANSWER_S,
                socket_connect_timeout=_ANSWER_S,
                retry=Retry(NoBackoff(), 0),
            ) as client:
                client.ping()
        except (AuthenticationError, BusyLoadingError, ResponseError):  # a refusal is an answer
            return True
        except (RedisError, OSError, ValueError):
            return False
        return True
