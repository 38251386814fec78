"""Taking an article down: which entries are about it, and what stands in their places."""

from claimwire.takedown.command import is_takedown, takedown_command
from claimwire.takedown.search import in_archive, in_log
from claimwire.takedown.speaks_of import speaks_of
from claimwire.takedown.tombstone import is_tombstone_of, tombstone

__all__ = ["in_archive", "in_log", "is_takedown", "is_tombstone_of", "speaks_of", "takedown_command", "tombstone"]
