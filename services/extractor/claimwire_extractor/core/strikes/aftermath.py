"""Which strike the sentences behind a mention still speak of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimwire.events import DatePrecision, Occurred, PlacePrecision
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.token import Token

_SENTENCES = 3
"""Sentences behind a mention that may still speak of its strike."""
_PARAGRAPHS = 2
"""Paragraphs behind a mention that may: agencies give each sentence one."""
_REACH = 12
"""Words behind a number of victims among which something else is added."""
_ADDING = frozenset({"adding", "added"})
_LONG = timedelta(days=28)
"""How long the time is for which a total counts that is no one strike's: "21 this year"."""
_LOCATIVE = frozenset({"in", "near", "at", "outside", "inside", "around", "across", "throughout", "on"})
_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class _Known:
    """Where and when a strike was, by all its mentions."""

    places: frozenset[str]
    regions: frozenset[str]
    days: frozenset[date | None]
    lasting: bool
    """Whether one of them tells of a long time."""

    @classmethod
    def of(cls, group: Sequence[Mention]) -> "_Known":
        places = [place for mention in group for place in mention.places]
        times = [mention.occurred for mention in group if mention.occurred]
        return cls(
            places=frozenset([name_key(place.text) for place in places]),
            regions=frozenset([place.admin1 for place in places if place.admin1]),
            days=_days(times),
            lasting=any(map(_is_long, times)),
        )


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Knows of each word which strike it speaks of, by where mentions stand."""

    _background: Background
    _strikes: Sequence[_Known]
    _by_sentence: Mapping[int, Sequence[tuple[int, Token]]]
    """Strike and trigger, by sentence."""
    _triggers: frozenset[int]
    """Indices of the words that tell of strikes first."""
    sentences: Sequence[Sentence]
    """Those that may speak of a strike, in the order of the text."""

    @classmethod
    def of(cls, background: Background, groups: Sequence[Sequence[Mention]]) -> "Aftermath":
        """Look over the strikes of an article, each a group of mentions."""
        found: dict[int, list[tuple[int, Token]]] = {}
        for index, group in enumerate(groups):
            for mention in group:
                found.setdefault(mention.trigger.sentence, []).append((index, mention.trigger))
        near: set[int] = set()
        for index in found:
            near.update(range(index, index + _SENTENCES + 1))
        sentences = background.reading.sentences
        speaking = [sentences[index] for index in sorted(near) if index < len(sentences)]
        # Made here, once: an article may mention one strike thousands of times.
        known = [_Known.of(group) for group in groups]
        triggers = frozenset(group[0].trigger.index for group in groups)
        return cls(background, known, found, triggers, speaking)

    def tells(self, sentence: Sentence) -> bool:
        """Tell whether a strike is mentioned in the sentence itself."""
        return sentence.index in self._by_sentence

    def tells_by(self, cue: Token) -> bool:
        """Tell whether a strike is first told by this very word: "six were killed in raids on X"."""
        return cue.index in self._triggers

    def strike_at(self, token: Token) -> int | None:
        """Find the strike that a word speaks of: that of the nearest mention, else the last one told before."""
        here = self._by_sentence.get(token.sentence)
        if here and not self._is_added_to(token, here):
            return min(here, key=lambda known: abs(known[1].index - token.index))[0]
        sentence = self._background.reading.sentence_of(token)
        before = self._told_before(sentence)
        return before if before is not None and self._may_follow(sentence, self._strikes[before]) else None

    def _is_added_to(self, token: Token, here: Sequence[tuple[int, Token]]) -> bool:
        """Tell "ten were wounded, adding that troops had also shelled the town", which speaks of what was told before."""
        first = min(trigger.index for _, trigger in here)
        if first <= token.index:
            return False
        between = self._background.reading.tokens[token.index + 1 : min(first, token.index + _REACH)]
        return any(word.lower in _ADDING for word in between)

    def _told_before(self, sentence: Sentence) -> int | None:
        sentences = self._background.reading.sentences
        for index in range(sentence.index - 1, max(sentence.index - 1 - _SENTENCES, -1), -1):
            told = self._by_sentence.get(index)
            if told:
                near = sentence.paragraph - sentences[index].paragraph <= _PARAGRAPHS
                return max(told, key=lambda known: known[1].index)[0] if near else None
        return None

    def _may_follow(self, sentence: Sentence, strike: _Known) -> bool:
        """Tell whether a sentence names no other place and no other day than the strike's."""
        return self._may_be_there(sentence, strike) and self._may_be_then(sentence, strike)

    def _may_be_there(self, sentence: Sentence, strike: _Known) -> bool:
        named = list(_located(self._background, sentence))
        if not strike.places or not named:
            return True
        return any(
            name_key(self._background.reading.span_of(name.tokens).text) in strike.places
            or any(entry.admin1 in strike.regions and entry.precision in _AREAS for entry in name.entries)
            or any(entry.precision is PlacePrecision.COUNTRY for entry in name.entries)
            for name in named
        )

    def _may_be_then(self, sentence: Sentence, strike: _Known) -> bool:
        dates = self._background.dates(sentence)
        if not strike.lasting and any(map(_is_long, dates)):
            return False
        days = _days(dates)
        return not days or not strike.days or bool(days & strike.days)


def _located(background: Background, sentence: Sentence) -> Iterator[Toponym]:
    for token in sentence.tokens:
        name = background.toponyms.get(token.index)
        if name and name.top is token and token.dep == "pobj" and token.head.lower in _LOCATIVE:
            yield name


def _is_long(occurred: Occurred) -> bool:
    first, last = occurred.date_from, occurred.date_to
    return first is not None and last is not None and last - first >= _LONG


def _days(dates: Iterable[Occurred]) -> frozenset[date | None]:
    return frozenset([found.date_from for found in dates if found.precision is DatePrecision.DAY])
