"""The names of those who say a claim together."""

from collections.abc import Iterator, Sequence

from claimwire.events import Span, Speaker
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.token import Token


def names_of_source(background: Background, source: Speaker) -> Sequence[Span]:
    """Give the name of a speaker, or those of several ("a medic and two witnesses"), where each is printed first."""
    if source.name != source.text:
        return [background.span_of_name(source)]
    tokens = background.reading.tokens_between(source.start, source.end)
    inside = set(tokens)
    head = next((token for token in tokens if token.head not in inside or token.is_root), None)
    parts = list(_together(head, inside)) if head else []
    if len(parts) <= 1:
        return [background.span_of_name(source)]
    return [background.reading.span_of(part) for part in parts]


def _together(head: Token, inside: set[Token]) -> Iterator[list[Token]]:
    beside = [part for part in head.children if part.dep == "conj" and part in inside and part.pos in _NAMING]
    others = {token for part in head.children if part.dep in _JOINING for token in part.subtree()}
    own = [token for token in head.subtree() if token in inside and token not in others]
    # What stands behind the others belongs to the last of them.
    yield [token for token in own if not beside or token.index < beside[0].index]
    for part in beside:
        yield from _together(part, inside)


_NAMING = frozenset({"NOUN", "PROPN"})
_JOINING = frozenset({"conj", "cc", "punct"})
