"""Every error claimwire raises on purpose, as one tree.

::

    ClaimwireError
    ├── RetryableError            the same call may succeed later: back off, try again
    │   ├── LogUnavailable        the log's server cannot be reached, or is loading or read-only
    │   ├── BehindTrimLine        entries asked for are in the archive only: read them there
    │   ├── LogFull               the server or its disk takes no more: slow the senders down
    │   ├── GroupLost             the consumer group is gone: make it again, read on
    │   ├── HeadConflict          another writer keeps moving the article's head
    │   ├── IndexUnavailable      ingest's own index of heads is busy, or its disk is full
    │   ├── WorkerLost            a process that extracts or makes rows ready died or overran its time
    │   ├── NewerExtractorNeeded  the work is for a newer generation of the extractor than this one
    │   ├── ArchiveUnavailable    the archive's folder or bucket takes no reads or writes
    │   ├── ViewUnavailable       the read models take no reads or writes
    │   │   └── ViewMissing           they are not there yet
    │   └── ViewBehind            the read models have not come as far as was asked
    ├── PermanentError            the same input fails again: dead letter, then go on
    │   ├── UndecodableEntry      a stream entry is not one of our events
    │   │   ├── UnknownEventType      a type this build has never heard of
    │   │   └── UnknownEventVersion   a version newer than this build knows
    │   ├── DamagedArchive        a segment is missing or is not what its manifest says
    │   ├── EntryGone             an entry was deleted or redacted, so it cannot be handed out again
    │   ├── EntryMissing          neither log nor archive holds what is said to stand at a position
    │   ├── EntryTooWide          an entry has more fields than the log's server can write a second time
    │   ├── PoisonEntry           an entry that seems to kill its consumers
    │   ├── UnreadableArticle     a document with no usable text or a broken encoding
    │   ├── ExtractionFailed      the pipeline raised on this article
    │   ├── RebuildStopped        an entry that cannot be applied stops the building of a view
    │   └── BadCursor             a cursor that no listing gave out
    └── MisuseError               a set-up that cannot work: refuse to start
        ├── LogMismatch           the log was made by another layout, epoch or partition count
        ├── UnsafeDurability      the server would lose acknowledged events
        ├── ServerNotFound        no Redis or Valkey server to start, and no URL given
        ├── FolderInUse           another process owns the data folder
        ├── FolderUnusable        the data folder cannot be made or written
        ├── FolderMismatch        the data folder was written by another engine
        ├── ViewInUse             another projection writes the same read models
        ├── ViewDamaged           the file of the read models is broken: delete it, and they are built anew
        ├── ArchiveInUse          another archiver writes the same archive
        ├── ArchiveIncomplete     the log was trimmed beyond the end of its archive
        ├── SecretMissing         the file that should hold a password cannot be read
        ├── PlacesUnreadable      the table of places of one's own is wrong
        └── PortTaken             something else listens on a port we were told to use
"""


class ClaimwireError(Exception):
    """Root of the tree. The message says what happened and what to do about it."""


class RetryableError(ClaimwireError):
    """The same call may succeed later."""


class LogUnavailable(RetryableError):
    """The log's server cannot be reached, or is loading, failing over or read-only."""


class BehindTrimLine(RetryableError):
    """Entries asked for have been trimmed from the log; the archive has them."""


class LogFull(RetryableError):
    """The server or its disk takes no more writes for now."""


class GroupLost(RetryableError):
    """The consumer group is gone: somebody deleted the stream or flushed the server."""


class HeadConflict(RetryableError):
    """Other writers keep moving the article's head between our look and our append."""


class IndexUnavailable(RetryableError):
    """Ingest's own index of article heads takes no reads or writes for now."""


class WorkerLost(RetryableError):
    """A process that works for this one died, or overran its time: on an article, or making rows ready."""


class NewerExtractorNeeded(RetryableError):
    """A request asks for a newer generation than this extractor's; one that is upgraded takes it over."""


class ArchiveUnavailable(RetryableError):
    """The archive's folder or bucket takes no reads or writes for now."""


class ViewUnavailable(RetryableError):
    """The read models take no reads or writes for now."""


class ViewMissing(ViewUnavailable):
    """The read models are not there yet, or are of another version."""


class ViewBehind(RetryableError):
    """The read models have not come as far as was asked within the time allowed."""


class PermanentError(ClaimwireError):
    """The same input will fail again."""


class UndecodableEntry(PermanentError):
    """A stream entry lacks the envelope's fields or holds a payload that does not validate."""


class UnknownEventType(UndecodableEntry):
    """An event type that this build does not know."""


class UnknownEventVersion(UndecodableEntry):
    """A version of a known type that is newer than this build, or has no upcaster."""


class DamagedArchive(PermanentError):
    """A segment of the archive is missing, or its content is not what its manifest says."""


class EntryGone(PermanentError):
    """An entry was deleted or redacted, so it cannot be handed out again."""


class EntryMissing(PermanentError):
    """Neither the log nor the archive holds what is said to stand at a position."""


class EntryTooWide(PermanentError):
    """An entry, a stranger's, has more fields than a script of the log's server can hand on: it cannot be written a second time."""


class PoisonEntry(PermanentError):
    """An entry handed out again and again and never finished."""


class UnreadableArticle(PermanentError):
    """A document that holds no usable article text."""


class ExtractionFailed(PermanentError):
    """The extraction pipeline raised on this article."""


class RebuildStopped(PermanentError):
    """An entry cannot be applied to a view that is being built."""


class BadCursor(PermanentError):
    """A cursor that is damaged or belongs to another listing."""


class MisuseError(ClaimwireError):
    """The set-up cannot work; the process refuses to start."""


class LogMismatch(MisuseError):
    """The log's recorded layout, epoch or partition count is not what this process expects."""


class UnsafeDurability(MisuseError):
    """The server's settings would lose acknowledged events."""


class PlacesUnreadable(MisuseError):
    """The table of places of one's own cannot be read, or a line of it is wrong."""


class SecretMissing(MisuseError):
    """The file that should hold a password cannot be read, or is empty."""


class ServerNotFound(MisuseError):
    """No log URL was given and no server binary is installed."""


class FolderInUse(MisuseError):
    """Another running process owns the data folder."""


class FolderUnusable(MisuseError):
    """The data folder cannot be made or written."""


class FolderMismatch(MisuseError):
    """The data folder was written by another server engine or a newer version of it."""


class ViewInUse(MisuseError):
    """Another process writes the read models we are to write."""


class ViewDamaged(MisuseError):
    """The file of the read models is broken; once it is deleted they are built anew."""


class NoArchive(MisuseError):
    """What was named as an archive is none, or is not there."""


class ArchiveInUse(MisuseError):
    """Another process writes the archive, or wrote the segment that we were about to write."""


class ArchiveIncomplete(MisuseError):
    """The archive ends before the log begins: what was recorded between them is in neither."""


class PortTaken(MisuseError):
    """Something else listens on a port we were told to use."""
