"""redis-py's errors to ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import (
    BusyLoadingError,
    ClusterDownError,
    MasterDownError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TryAgainError,
)
from redis.exceptions import (
    ConnectionError as RedisConnectionError,
)
from redis.exceptions import (
    TimeoutError as RedisTimeoutError,
)

from claimwire.errors import EntryTooWide, GroupLost, LogFull, LogMismatch, LogUnavailable

_AWAY = (
    RedisConnectionError,
    RedisTimeoutError,
    BusyLoadingError,
    ReadOnlyError,
    MasterDownError,
    ClusterDownError,
    TryAgainError,
    OSError,
)
_FULL = ("MISCONF", "OOM", "NOREPLICAS")
_PASSING = ("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "UNBLOCKED")


def wrong_epoch() -> LogMismatch:
    """The error of a call that found another log than the one that was opened."""
    return LogMismatch(
        "behind the log's address there is another log than the one that was opened: the server was emptied or replaced; "
        "restore its data, or start again to work on the new one"
    )


@contextmanager
def translated() -> Iterator[None]:
    """Raise our errors for redis-py's inside the block.

    Answers of the server inside Lua arrive as plain ``ResponseError`` with the code in the text, so
    codes are looked for there too. What remains is a bug and passes through.
    """
    try:
        yield
    except OutOfMemoryError as error:
        raise LogFull(
            f"the log's server takes no more writes: {error}; free memory or disk, senders may retry"
        ) from error
    except _AWAY as error:
        raise LogUnavailable(
            f"the log's server does not answer as it should: {error}; retry when it is back"
        ) from error
    except ResponseError as error:
        words = str(error)
        if "WRONGEPOCH" in words:
            raise wrong_epoch() from error
        if "NOGROUP" in words:
            raise GroupLost(f"a consumer group is gone: {words}; make it with ensure_group") from error
        if "TOOWIDE" in words:
            raise EntryTooWide(
                "an entry has more fields than a script of the log's server can hand on (some 4,000), so it cannot be written again"
            ) from error
        if any(code in words for code in _FULL):
            raise LogFull(
                f"the log's server takes no more writes: {words}; free memory or disk, senders may retry"
            ) from error
        if any(code in words for code in _PASSING):
            raise LogUnavailable(
                f"the log's server does not answer as it should: {words}; retry when it is back"
            ) from error
        raise
    except RedisError as error:
        raise LogUnavailable(
            f"the log's server does not answer as it should: {error}; retry when it is back"
        ) from error
