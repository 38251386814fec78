"""Does an entry hold something of an article?"""

import re
from typing import Final

from claimwire.errors import UndecodableEntry
from claimwire.events import ContractModel, DeadLetterParked, EntryRedacted, Override, Stream
from claimwire.events.registry import EVENT_TYPES
from claimwire.log import Entry
from claimwire.subscriptions import read_fields

_NAMES: Final = {kind.body: kind.name.encode() for kind in EVENT_TYPES.values()}
_TOMBSTONE: Final = _NAMES[EntryRedacted]
_OVERRIDE: Final = _NAMES[Override]


def speaks_of(entry: Entry, article_id: str) -> bool:
    """Whether an entry holds words of an article, so that a takedown has to replace it.

    So do all events of the article, dead letters that hold one, overrides of its facts, and whatever
    is no event of ours but names it. Other commands hold no words of any article, and events about
    other articles that name this one, as a near-duplicate does, hold theirs.
    """
    kind = entry.fields.get(b"type")
    if kind == _TOMBSTONE or (entry.stream is Stream.CONTROL and kind != _OVERRIDE):
        return False
    if entry.stream is not Stream.CONTROL and entry.fields.get(b"subject") == article_id.encode():
        return True
    if entry.stream is Stream.DEAD:
        return _in_letter(entry, article_id)
    return _is_named(entry, article_id) and _is_about(_body(entry), article_id)


def _in_letter(entry: Entry, article_id: str) -> bool:
    letter = _body(entry)
    if not isinstance(letter, DeadLetterParked):
        return _is_named(entry, article_id)
    # Fields that are no text are written in base64, so the name may be there without being seen.
    stream = Stream(letter.stream) if letter.stream in set(Stream) else Stream.ARTICLES
    return speaks_of(Entry(stream, entry.id, read_fields(letter.fields)), article_id)


def _is_about(body: ContractModel | None, article_id: str) -> bool:
    return body is None or getattr(body, "article_id", None) == article_id


def _is_named(entry: Entry, article_id: str) -> bool:
    words = article_id.encode()
    # Looked for in C first: nearly no entry of a long history names it.
    if not any(words in value for value in entry.fields.values()):
        return False
    whole = re.compile(rb"(?<![\w-])" + re.escape(words) + rb"(?![\w-])")
    return any(whole.search(value) for value in entry.fields.values())


def _body(entry: Entry) -> ContractModel | None:
    try:
        return entry.event().data
    except UndecodableEntry:
        return None
