"""Is this the entry that somebody asks about?"""

from claimwire.errors import UndecodableEntry
from claimwire.events import ClaimReported, ContractModel, DeadLetterParked, EntryRedacted, Stream, StrikeReported
from claimwire.events.encoding import PAYLOAD
from claimwire.log import Entry, EntryId


def is_meant(entry: Entry, wanted: str | EntryId) -> bool:
    """Whether an entry stands at a position, or has an id: its own, its chain's, its subject's, or that of its claim or strike."""
    if isinstance(wanted, EntryId):
        return entry.id == wanted
    words, fields = wanted.encode(), entry.fields
    if words in {fields.get(b"id"), fields.get(b"subject"), fields.get(b"correlationid")}:
        return True
    # The payload is looked at before it is parsed: nearly none of a long history is meant.
    return words in fields.get(PAYLOAD, b"") and _names(entry, wanted)


def topic_of(entry: Entry) -> str | None:
    """What all entries that belong together have as their subject: the article.

    Null for operators' commands: what they are about does not make them belong together. A dead
    letter belongs to what it holds, and an entry without a subject to nothing but its dead letters.
    """
    if entry.stream is Stream.CONTROL:
        return None
    letter = _body(entry) if entry.stream is Stream.DEAD else None
    if isinstance(letter, DeadLetterParked):
        named = (field.value for field in letter.fields if field.name == "subject")
        return next(named, "") or f"{letter.stream}/{letter.entry_id}"
    return entry.fields.get(b"subject", b"").decode(errors="replace") or f"{entry.stream}/{entry.id}"


def _names(entry: Entry, wanted: str) -> bool:
    match _body(entry):
        case (
            ClaimReported(claim_id=identity) | StrikeReported(strike_id=identity) | EntryRedacted(original_id=identity)
        ):
            return identity == wanted
        case _:
            return False


def _body(entry: Entry) -> ContractModel | None:
    try:
        return entry.event().data
    except UndecodableEntry:
        return None
