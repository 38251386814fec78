"""A private Redis or Valkey server, for when no ``CLAIMWIRE_REDIS_URL`` is given."""

from claimwire.embedded.binary import Engine, ServerBinary
from claimwire.embedded.finder import find_server
from claimwire.embedded.server import EmbeddedServer

__all__ = ["EmbeddedServer", "Engine", "ServerBinary", "find_server"]
