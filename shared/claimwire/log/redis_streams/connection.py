"""The way to the server."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from claimwire.errors import MisuseError
from claimwire.log.redis_streams.packing import pack_in_c
from claimwire.log.redis_streams.waiting import SOCKET_TIMEOUT_S


def connection(url: str, password: str | None) -> Redis:
    """A client of the server at an address; nothing connects yet.

    Raises:
        MisuseError: it is no address.
    """
    try:
        client = Redis.from_url(
            url,
            password=password,
            protocol=2,
            # Retrying inside the client would append a second time when only the reply was lost.
            retry=Retry(NoBackoff(), 0),
            socket_timeout=SOCKET_TIMEOUT_S,
            socket_connect_timeout=SOCKET_TIMEOUT_S,
        )
    except ValueError as error:
        raise MisuseError(f"{url!r} is no address of a log: {error}") from error
    pack_in_c(client.connection_pool)
    return client
