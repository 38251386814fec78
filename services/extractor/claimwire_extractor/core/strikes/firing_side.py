"""Who fired."""

from collections.abc import Sequence

from claimwire.events import Side
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.syntax import phrase
from claimwire_extractor.core.token import Token

_OWN = frozenset({"its", "their", "our", "we", "it"})


def firing_actor(background: Background, candidate: Candidate) -> Sequence[Token]:
    """Pick the words for who fired: one whose side is known, else a force, else nobody."""
    forces: list[Sequence[Token]] = []
    for head in candidate.arguments.doers:
        tokens = phrase(head)
        named = _beside_weapon(background, candidate, head, tokens)
        if background.side_of(named) is not Side.UNKNOWN:
            candidate.because("actor.doer", *named)
            return named
        if named and background.is_force(named):
            forces.append(named)
    for weapon in candidate.weapons:
        named = [part for part in phrase(weapon.tokens[-1]) if background.side_of([part]) is not Side.UNKNOWN]
        if named:
            candidate.because("actor.beside-weapon", named[0])
            return named[:1]
    if forces:
        candidate.because("actor.force", *forces[0])
        return forces[0]
    return ()


def firing_side(background: Background, candidate: Candidate, actor: Sequence[Token], claims: Sequence[int]) -> Side:
    """Read the side off the actor's words, or off the speaker's where he says "its missiles" or "we"."""
    side = background.side_of(actor)
    own = any(part.lower in _OWN for head in candidate.arguments.doers for part in (head, *head.children))
    if side is not Side.UNKNOWN or not own or not claims:
        return side
    source = background.claims.claims[claims[-1]].source
    candidate.because("actor.speakers-own", source)
    words = f"{source.name} {source.role or ''} {source.affiliation or ''}".replace("’s", "").replace("'s", "")
    return background.side_of_words(words.lower().split())


def _beside_weapon(
    background: Background, candidate: Candidate, head: Token, tokens: Sequence[Token]
) -> Sequence[Token]:
    """Of a phrase about a weapon or a strike, keep the adjective that says whose ("Russian rockets")."""
    is_thing = head.index in background.weapons or head in candidate.tokens
    if not is_thing or background.is_force([head]):
        return tokens
    return [part for part in tokens if background.side_of([part]) is not Side.UNKNOWN][:1]
