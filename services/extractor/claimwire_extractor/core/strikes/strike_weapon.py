"""What a strike was done with, as its mentions name it."""

from collections.abc import Sequence

from claimwire.events import Span, StrikeKind
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.named_weapon import exactness


def strike_weapon(background: Background, group: Sequence[Mention]) -> Span | None:
    """Take the name that says most, of equals the longest."""
    named = [mention.weapon for mention in group if mention.weapon]
    if len(named) <= 1:
        return named[0] if named else None
    return max(named, key=lambda span: (_exactness(background, span), len(span.text)))


def _exactness(background: Background, span: Span) -> tuple[bool, bool, bool, int]:
    tokens = background.reading.tokens_between(span.start, span.end)
    return max(exactness(background.weapons[token.index]) for token in tokens if token.index in background.weapons)


def strike_kind(background: Background, group: Sequence[Mention], weapon: Span | None) -> StrikeKind:
    """Take the first kind that a mention gives; "shells" may be the rocket or mortar shells that are its ``weapon``.

    Where the whole article tells of one sort of shells, "other shells" are of that sort.
    """
    given = (mention.kind for mention in group if mention.kind is not StrikeKind.UNSPECIFIED)
    first = next(given, StrikeKind.UNSPECIFIED)
    if first is not StrikeKind.ARTILLERY or weapon is None:
        return first
    of_weapon = next(mention.kind for mention in group if mention.weapon == weapon)
    if of_weapon in _OF_SHELLS:
        return of_weapon
    bare = weapon.text.lower() in _BARE and all(mention.trigger.lemma not in _SHELLING for mention in group)
    return _only_sort(background) or first if bare else first


_OF_SHELLS = frozenset({StrikeKind.ROCKET, StrikeKind.MORTAR})
_BARE = frozenset({"shell", "shells"})
_SHELLING = frozenset({"shell", "shelling", "bombard", "bombardment"})


def _only_sort(background: Background) -> StrikeKind | None:
    """Tell what all shells are of which the article says it."""
    said = {
        named.weapon.kind
        for named in background.weapons.values()
        if named.weapon.words[-1] == "shell" and len(named.weapon.words) > 1
    }
    return next(iter(said)) if len(said) == 1 and said <= _OF_SHELLS else None
