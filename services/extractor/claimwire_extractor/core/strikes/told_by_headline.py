"""Whether the headline tells a strike as a fact that the text under it puts on somebody's word."""

from collections.abc import Iterator, Sequence

from claimwire.events import Side, StrikeKind
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention

_LEAD = 6
"""First sentences, in which the text tells what its headline tells."""
_ENDINGS = ("", "s", "ed", "es", "d", "ing")


def told_by_headline(background: Background, groups: Sequence[Sequence[Mention]]) -> Sequence[Sequence[Mention]]:
    """Find the strikes that "Shells kill ten in X" tells above "Ten people were killed in X by shells, the army said".

    They are those of the lead, of the side and kind that the headline tells of; where no mention of it was found, the
    first of the text, where the headline names a place or a number of it. What a headline asks or puts on somebody's
    word it does not tell, and what is told in it and below is judged by its own mentions.
    """
    headline = background.headline
    if not headline.spans or headline.names_source:
        return ()
    above = [group for group in groups if any(headline.holds(mention.trigger.start) for mention in group)]
    below = [group for group in groups if all(not headline.holds(mention.trigger.start) for mention in group)]
    lead = [group for group in below if group[0].trigger.sentence <= _LEAD]
    if above:
        return [group for group in lead if any(_may_be_told_by(told, group) for told in above)]
    first = lead[0] if lead and lead[0] is below[0] else ()
    tokens = background.reading.tokens_between(*headline.spans[0])
    words = {token.lower for token in tokens}
    told = "?" not in words and _tells_of_fire(background, words) and not words.isdisjoint(_said_of(first))
    return [first] if told else ()


def _may_be_told_by(told: Sequence[Mention], group: Sequence[Mention]) -> bool:
    """Tell whether neither side nor kind sets a strike apart from one that the headline tells."""
    sides = [{mention.side for mention in strike} - {Side.UNKNOWN} for strike in (told, group)]
    kinds = [{mention.kind for mention in strike} - {StrikeKind.UNSPECIFIED} for strike in (told, group)]
    return all(not one or not other or not one.isdisjoint(other) for one, other in (sides, kinds))


def _tells_of_fire(background: Background, words: set[str]) -> bool:
    people = background.lexicon.people
    telling = (people.killed_verbs, people.wounded_verbs, people.dying_verbs, background.lexicon.strike_words)
    forms = {word.removesuffix(ending) for word in words for ending in _ENDINGS}
    return any(not listed.isdisjoint(forms) for listed in telling)


def _said_of(group: Sequence[Mention]) -> set[str]:
    """List the numbers and the places that are told of a strike, as words."""
    return {word for mention in group for word in _said_in(mention)}


def _said_in(mention: Mention) -> Iterator[str]:
    for quantity in (mention.casualties.killed, mention.casualties.wounded, mention.count):
        if quantity:
            yield from (word for word in quantity.text.lower().split() if word.isdigit() or word in _NUMBERS)
    for place in mention.places:
        yield from name_key(place.text).split()


_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "scores", "hundreds"})  # fmt: skip
