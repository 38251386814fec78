"""The day that an article's lead gives for all the strikes it sums up."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import DatePrecision, Occurred, PlacePrecision
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.likeness import may_be_one
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.syntax import child
from claimwire_extractor.core.strikes.told_strike import ToldStrike

_LEAD = 4
"""First sentences, in which a lead sums up what follows."""
_EXACT = frozenset({DatePrecision.DAY, DatePrecision.DAYS})
_MANY = frozenset({"several", "various", "different", "many", "multiple", "numerous", "other", "number", "series", "two", "three", "four", "five"})  # fmt: skip
_AREAS = frozenset({"province", "area", "town", "city", "district", "neighborhood", "neighbourhood", "village", "region", "part", "suburb", "front", "location", "settlement", "quarter"})  # fmt: skip
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})
_FIRST = 2


@dataclass(frozen=True, slots=True)
class LeadDate:
    """When the strikes were that a lead sums up, and the strike that it tells them as."""

    occurred: Occurred
    _lead: ToldStrike
    _anywhere: bool
    """Whether they were in places the lead does not name."""

    @classmethod
    def of(cls, background: Background, groups: Sequence[Sequence[Mention]]) -> "LeadDate | None":
        """Find a lead like "Rockets hit several towns on Sunday" or "Raids on X province killed 12 on Sunday"."""
        for group in groups[:_FIRST]:
            for mention in group:
                if mention.trigger.sentence > _LEAD or not _is_dated(mention) or mention.occurred is None:
                    continue
                anywhere = _names_several_areas(background, mention)
                if anywhere or _sums_up(mention, group):
                    return cls(mention.occurred, ToldStrike.of(*group), anywhere)
        return None

    def may_be_of(self, group: Sequence[Mention]) -> bool:
        """Tell whether it is the day of a strike told behind it, in the past tense, of the same kind and side."""
        first = group[0]
        if first.historical or first.presupposed or first.refers_back or not any(map(_is_past, group)):
            return False
        return may_be_one(_anywhere(self._lead) if self._anywhere else self._lead, ToldStrike.of(*group))


def _anywhere(told: ToldStrike) -> ToldStrike:
    return ToldStrike(mentions=told.mentions, kinds=told.kinds, sides=told.sides)


def _is_dated(mention: Mention) -> bool:
    return mention.occurred is not None and mention.occurred.precision in _EXACT and not mention.historical


def _sums_up(mention: Mention, group: Sequence[Mention]) -> bool:
    """Tell raids on a whole province from one on a town."""
    places = [place for known in group for place in known.places]
    return bool(places) and mention.trigger.tag == "NNS" and all(place.precision in _WIDE for place in places)


def _names_several_areas(background: Background, mention: Mention) -> bool:
    for token in background.reading.tokens_between(mention.evidence.start, mention.evidence.end):
        if token.lemma in _AREAS and token.tag == "NNS":
            above = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token
            if above.lemma in _MANY or any(part.lower in _MANY for part in token.lefts):
                return True
    return False


def _is_past(mention: Mention) -> bool:
    verb = next(
        (token for token in (mention.trigger, *mention.trigger.ancestors()) if token.pos in {"VERB", "AUX"}), None
    )
    if verb is None:
        return False
    helped = child(verb, "aux", "auxpass")
    return verb.tag == "VBD" or (verb.tag == "VBN" and (helped is None or helped.tag in {"VBD", "VBN"}))
