"""The day that an article's lead gives for all the strikes it sums up."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import DatePrecision, Occurred, PlacePrecision
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.likeness import may_be_one
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.mention_date import told_dates
from claimwire_extractor.core.strikes.syntax import child
from claimwire_extractor.core.strikes.told_strike import ToldStrike
from claimwire_extractor.core.token import Token

_LEAD = 4
"""First sentences, in which a lead sums up what follows."""
_EXACT = frozenset({DatePrecision.DAY, DatePrecision.DAYS})
_MANY = frozenset({"several", "various", "different", "many", "multiple", "numerous", "other", "number", "series", "two", "three", "four", "five"})  # fmt: skip
_AREAS = frozenset({"province", "area", "town", "city", "district", "neighborhood", "neighbourhood", "village", "region", "part", "suburb", "front", "location", "settlement", "quarter"})  # fmt: skip
_STRIKES = frozenset({"attack", "strike", "airstrike", "raid", "bombing", "blast", "explosion", "shelling", "bombardment", "incident"})  # fmt: skip
_WHOLE = frozenset({"country", "nation", "province", "region"})
_ACROSS = frozenset({"across", "throughout", "around", "over"})
_NAMED = _AREAS - {"area", "part", "location"}
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})
_FIRST = 2


@dataclass(frozen=True, slots=True)
class LeadDate:
    """When the strikes were that a lead sums up, and the strike that it tells them as."""

    occurred: Occurred
    _lead: ToldStrike | None = None
    """None where the lead tells of victims alone."""
    _anywhere: bool = False
    """Whether they were in places the lead does not name."""

    @classmethod
    def of(cls, background: Background, groups: Sequence[Sequence[Mention]]) -> "LeadDate | None":
        """Find a lead like "Rockets hit several towns on Sunday" or "Raids on X province killed 12 on Sunday"."""
        for group in groups[:_FIRST]:
            for mention in group:
                if mention.trigger.sentence > _LEAD or not _is_dated(mention) or mention.occurred is None:
                    continue
                anywhere = _tells_of_many(background, background.reading.sentences[mention.trigger.sentence], _AREAS)
                if anywhere or _sums_up(mention, group) or _names_areas(background, mention):
                    return cls(mention.occurred, ToldStrike.of(*group), anywhere)
        return cls._of_victims(background, groups)

    @classmethod
    def _of_victims(cls, background: Background, groups: Sequence[Sequence[Mention]]) -> "LeadDate | None":
        """Find a lead that tells of no strike but of its dead: "Ten people were killed on Sunday in several attacks"."""
        told = {mention.trigger.sentence for group in groups for mention in group}
        for sentence in background.reading.sentences[: _LEAD + 1]:
            if sentence.index in told or not _tells_of_many(background, sentence, _AREAS | _STRIKES):
                continue
            exact = next((found for found in told_dates(background, sentence) if found.precision in _EXACT), None)
            if exact:
                return cls(exact)
        return None

    def may_be_of(self, group: Sequence[Mention]) -> bool:
        """Tell whether it is the day of a strike told behind it, in the past tense, of the same kind and side."""
        first = group[0]
        if (
            first.historical
            or first.presupposed
            or first.refers_back
            or first.habitual
            or not any(map(_is_past, group))
        ):
            return False
        if self._lead is None:
            return True
        told = ToldStrike.of(*group)
        if self._anywhere:
            return may_be_one(_anywhere(self._lead), told)
        elsewhere = (name for name, place in told.spots.items() if place.latitude is not None)
        return may_be_one(self._lead, told) and not any(name not in self._lead.names for name in elsewhere)


def _anywhere(told: ToldStrike) -> ToldStrike:
    return ToldStrike(mentions=told.mentions, kinds=told.kinds, sides=told.sides)


def _is_dated(mention: Mention) -> bool:
    return mention.occurred is not None and mention.occurred.precision in _EXACT and not mention.historical


def _sums_up(mention: Mention, group: Sequence[Mention]) -> bool:
    """Tell raids on a whole province from one on a town."""
    places = [place for known in group for place in known.places]
    return bool(places) and mention.trigger.tag == "NNS" and all(place.precision in _WIDE for place in places)


def _tells_of_many(background: Background, sentence: Sentence, nouns: frozenset[str]) -> bool:
    """Tell "several neighbourhoods", "a number of attacks" and "across the country"."""
    if not background.has_words(sentence, nouns | _WHOLE):
        return False
    return any(
        _is_counted(token) if token.tag == "NNS" else token.lower in _WHOLE and token.head.lower in _ACROSS
        for token in background.tokens(sentence)
        if token.lemma in nouns or token.lower in _WHOLE
    )


def _is_counted(noun: Token) -> bool:
    """Tell "several towns", "a number of towns" and "several attacks"."""
    above = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    return above.lemma in _MANY or any(part.lower in _MANY for part in noun.lefts)


def _names_areas(background: Background, mention: Mention) -> bool:
    """Tell fire on "the cities of X and Y" and on "neighbourhoods of X" from that on one place."""
    inside = background.reading.tokens_between(mention.evidence.start, mention.evidence.end)
    return bool(mention.places) and any(
        token.lemma in _NAMED and token.tag == "NNS" and token.index > mention.trigger.index for token in inside
    )


def _is_past(mention: Mention) -> bool:
    verb = next(
        (token for token in (mention.trigger, *mention.trigger.ancestors()) if token.pos in {"VERB", "AUX"}), None
    )
    if verb is None:
        return False
    helped = child(verb, "aux", "auxpass")
    return verb.tag == "VBD" or (verb.tag == "VBN" and (helped is None or helped.tag in {"VBD", "VBN"}))
