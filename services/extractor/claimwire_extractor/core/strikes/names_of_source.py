"""The names of those who say a claim together."""

from collections.abc import Collection, Iterator, Sequence

from claimwire.events import Span, Speaker
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.syntax import head_of
from claimwire_extractor.core.token import Token


def names_of_source(background: Background, source: Speaker) -> Sequence[Span]:
    """Give the name of a speaker, or those of several ("a medic and two witnesses"), where each is printed first."""
    if source.name != source.text:
        return [background.span_of_name(source)]
    tokens = background.reading.tokens_between(source.start, source.end)
    head = head_of(tokens)
    if head is None:
        return [background.span_of_name(source)]
    parts = list(_parts(head, tokens))
    if len(parts) == 1:
        parts = _split(tokens, background.lexicon.modality.headline_sources)
    if len(parts) == 1:
        return [background.span_of_name(source)]
    return [background.reading.span_of(part) for part in parts]


def _parts(head: Token, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut the words where one name ends and the next begins; each of those told together governs the next."""
    known, start = head, tokens[0].index
    for _ in range(_MOST):
        following = next((part for part in known.rights if part.dep == "conj" and part.pos in _NAMING), None)
        if following is None or following.index > tokens[-1].index:
            break
        end = min(part.left_edge().index for part in known.rights if part.dep in _JOINING)
        yield [token for token in tokens if start <= token.index < end]
        known, start = following, following.left_edge().index
    yield [token for token in tokens if start <= token.index]


def _split(tokens: Sequence[Token], speakers: Collection[str]) -> list[Sequence[Token]]:
    """Part "a monitor and doctors in the town" at "and" where both sides name who speaks, however they are parsed."""
    for place in range(1, len(tokens) - 1):
        left, right = tokens[:place], tokens[place + 1 :]
        if tokens[place].lower == "and" and left[-1].lower in speakers and _names_speaker(right, speakers):
            return [left, right]
    return [tokens]


def _names_speaker(tokens: Sequence[Token], speakers: Collection[str]) -> bool:
    preposition = next((place for place, token in enumerate(tokens) if token.tag == "IN"), len(tokens))
    return preposition > 0 and tokens[preposition - 1].lower in speakers


_MOST = 8
"""Names told apart; more are a list that nobody reads."""
_NAMING = frozenset({"NOUN", "PROPN"})
_JOINING = frozenset({"conj", "cc", "punct"})
