"""What a subscription asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

from claimwire.errors import MisuseError
from claimwire.events import EVENT_TYPES, ContractModel, Stream
from claimwire.log import Entry

OF_ARTICLES: Final = (Stream.ARTICLES, Stream.CLAIMS, Stream.STRIKES, Stream.EXTRACTIONS)
"""The streams read where none are named: what was said, without commands and dead letters."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice among entries that looks at their attributes only, so that no body is read in vain."""

    streams: tuple[Stream, ...]
    types: frozenset[bytes] | None
    """Names of event types; null for all entries, those that are no events too."""
    articles: frozenset[bytes] | None
    """Their ids; null for all."""

    @classmethod
    def of(
        cls,
        types: Collection[type[ContractModel]] | None,
        articles: Collection[str] | None,
        streams: Collection[Stream] | None,
    ) -> Self:
        """Read no more streams than the types need, unless some are named.

        Raises:
            MisuseError: a type is not one of an event's body, or there is nothing to read.
        """
        chosen = None if types is None else [kind for kind in EVENT_TYPES.values() if issubclass(kind.body, (*types,))]
        if types is not None:
            strangers = [
                body.__name__ for body in types if not any(issubclass(kind.body, body) for kind in chosen or ())
            ]
            if strangers or not types:
                raise MisuseError(f"types are bodies of events such as StrikeReported, these are not: {strangers}")
        if streams is None:
            needed = OF_ARTICLES if chosen is None else _streams_of([kind.stream for kind in chosen])
        else:
            needed = tuple(map(Stream, streams))
        if not needed:
            raise MisuseError("a subscription reads one stream at least, and none is named")
        return cls(
            needed,
            None if chosen is None else frozenset(kind.name.encode() for kind in chosen),
            None if articles is None else frozenset(article.encode() for article in articles),
        )

    def __contains__(self, entry: Entry) -> bool:
        return (self.types is None or entry.fields.get(b"type") in self.types) and (
            self.articles is None or entry.fields.get(b"subject") in self.articles
        )


def _streams_of(streams: Collection[Stream | None]) -> tuple[Stream, ...]:
    # A tombstone stands in whatever stream the entry stood in that it replaces.
    needed = {*streams, *OF_ARTICLES} if None in streams else {*streams}
    return tuple(stream for stream in Stream if stream in needed)
