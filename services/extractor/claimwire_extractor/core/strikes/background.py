"""All that the strike rules know of an article before they look for strikes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimwire.events import Occurred, Side, Span, Speaker
from claimwire_extractor.core.dates.dateline import Dateline, find_dateline
from claimwire_extractor.core.dates.find_dates import date_forms, find_dates
from claimwire_extractor.core.dates.form import Form
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.find_toponyms import find_toponyms
from claimwire_extractor.core.places.place_context import PlaceContext
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.strikes.headline import Headline
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon, find_weapons
from claimwire_extractor.core.strikes.read_tokens import read_tokens
from claimwire_extractor.core.strikes.sentence_words import sentence_words
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon
from claimwire_extractor.core.strikes.word_forms import WordForms, word_forms
from claimwire_extractor.core.token import Token

_POSTED = re.compile(r"\)\s")
_YEAR = re.compile(r"\d{4}$")
_NUMBERS = re.compile(r"[\d./-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The article with its weapons, place names, countries and claims."""

    reading: Reading
    lexicon: StrikeLexicon
    claims: FoundClaims
    published: date | None
    """The day of writing that the text gives, else that of publication."""
    dateline: Dateline | None
    headline: Headline
    date_forms: Sequence[Form]
    """Those that the article may have dates of."""
    date_words: frozenset[str]
    """The article's words of which each of their dates holds some."""
    gazetteer: Gazetteer
    weapons: Mapping[int, NamedWeapon]
    """By token index."""
    toponyms: Mapping[int, Toponym]
    """By token index."""
    placed: frozenset[int]
    """Indices of the sentences with place names, and of those before one that begins with a name, which may go on there."""
    places: PlaceContext
    forms: Sequence[Sequence[WordForms]]
    """The forms of each word of each sentence."""
    words: Sequence[frozenset[str]]
    """The words of each sentence as lists may have them."""
    siding: frozenset[int]
    """Indices of the tokens with which the name of a side may begin."""
    claims_of_sentence: Mapping[int, Sequence[int]]
    """Indices of the claims with words in a sentence."""
    _dates: dict[int, list[Occurred]] = field(default_factory=dict, repr=False)
    _names: dict[str, Span] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        reading: Reading,
        claims: FoundClaims,
        *,
        published: date | None,
        lexicon: StrikeLexicon,
        gazetteer: Gazetteer,
    ) -> "Background":
        """Look over the whole article once."""
        dateline = find_dateline(reading.text, published)
        toponyms = find_toponyms(reading, lexicon.places, gazetteer)
        forms = [[word_forms(token.lower, token.lemma) for token in sentence.tokens] for sentence in reading.sentences]
        words = [sentence_words(said) for said in forms]
        all_words = frozenset().union(*words)
        may_be_dated = [form for form in date_forms(lexicon.dates) if form.may_be_in(all_words)]
        return cls(
            reading=reading,
            lexicon=lexicon,
            claims=claims,
            published=dateline.day if dateline else published,
            dateline=dateline,
            headline=Headline.of(reading, lexicon.modality),
            date_forms=may_be_dated,
            date_words=frozenset().union(*[all_words & form.words for form in may_be_dated]),
            gazetteer=gazetteer,
            weapons=find_weapons(reading, forms, words, lexicon.weapons),
            toponyms={token.index: toponym for toponym in toponyms for token in toponym.tokens},
            placed=_placed(reading, toponyms),
            places=PlaceContext.of(toponyms, _countries_of_people(reading, words, lexicon.places)),
            forms=forms,
            words=words,
            siding=_siding(reading, forms, words, lexicon.side_words),
            claims_of_sentence=_claims_of_sentence(reading, claims),
        )

    def tokens(self, sentence: Sentence) -> Sequence[Token]:
        """Take the beginning of a sentence that is read for strikes."""
        return read_tokens(sentence, self.lexicon)

    def has_words(self, sentence: Sentence, words: Collection[str]) -> bool:
        """Tell whether a sentence has any of these words of a list."""
        return not self.words[sentence.index].isdisjoint(words)

    def has_beside(self, token: Token, words: Collection[str]) -> bool:
        """Tell whether the sentence of a word has any of these words of a list."""
        return not self.words[token.sentence].isdisjoint(words)

    def dates(self, sentence: Sentence) -> Sequence[Occurred]:
        """Find the dates of a sentence, once; the dateline is none."""
        if sentence.index not in self._dates:
            words = self.words[sentence.index]
            worth = not self.date_words.isdisjoint(words)
            forms = [form for form in self.date_forms if form.may_be_in(words)] if worth else []
            self._dates[sentence.index] = self._dates_of(sentence, forms) if forms else []
        return self._dates[sentence.index]

    def _dates_of(self, sentence: Sentence, forms: Sequence[Form]) -> list[Occurred]:
        found = find_dates(
            self.reading.text,
            sentence.start,
            self.tokens(sentence)[-1].end,
            self.published,
            forms,
            war_began=self.lexicon.dates.war_began(self.places.countries, self.published),
        )
        return [date for date in found if not self._is_dateline(date)]

    def span_of_name(self, source: Speaker) -> Span:
        """Find a speaker's name where it is printed first; where it never is, the words that stand for it."""
        if source.name not in self._names:
            start = self.reading.text.find(source.name)
            self._names[source.name] = (
                Span(text=source.text, start=source.start, end=source.end)
                if start < 0
                else self.reading.span(start, start + len(source.name))
            )
        return self._names[source.name]

    def claims_at(self, token: Token) -> tuple[int, ...]:
        """Tell in which claims' content a word stands, outermost first."""
        beside = self.claims_of_sentence.get(token.sentence, ())
        return tuple([index for index in beside if self.claims.claims[index].covers(token.start, token.end)])

    def _is_dateline(self, found: Occurred) -> bool:
        """Tell a day of writing: the dateline, also where it is printed again in numbers, and that of a quoted post."""
        if _POSTED.match(self.reading.text, max(0, found.start - 2)) and _YEAR.search(found.text):
            return True
        if self.dateline is None:
            return False
        inside = found.start < self.dateline.end and self.dateline.start < found.end
        return inside or (found.date_from == self.dateline.day and _NUMBERS.fullmatch(found.text) is not None)

    def side_of(self, tokens: Sequence[Token]) -> Side:
        """Tell whose words name: one side, ``other`` for two at once, ``unknown`` for none."""
        if not tokens:
            return Side.UNKNOWN
        last = tokens[-1].index
        behind = self.reading.tokens[last + 1 : last + 3]
        named = [*tokens, *behind] if behind and behind[0].text == "-" else tokens
        if self.siding.isdisjoint([token.index for token in named]):
            # Most words: to read them takes five times as long.
            return Side.UNKNOWN
        return self.side_of_words(["isis" if token.text == "IS" else token.lower for token in named])

    def side_of_words(self, words: Sequence[str]) -> Side:
        """Tell whose lower-case words name, as ``side_of`` does."""
        pieces = " ".join(words).replace("’", "'").replace("-", " ").split()
        if self.lexicon.side_names.keys().isdisjoint(pieces):
            return self._side_led(pieces)
        sides: list[Side] = []
        position = 0
        while position < len(pieces):
            length, side = self._side_at(pieces, position)
            following = pieces[position + length] if position + length < len(pieces) else None
            if side in _HOME_OF and self._side_at(pieces, position + length)[1] in _HOME_OF[side]:
                # "Syrian rebels" are no army of Syria's.
                side = None
            against = position > 0 and pieces[position - 1] == "anti"
            if side and side not in sides and not against and following not in _BORROWED:
                sides.append(side)
            position += max(length, 1)
        known = [side for side in sides if side is not Side.OTHER]
        if len(known) > 1:
            return _one_of(known)
        if known:
            # "the Syrian army and Hezbollah": an ally that has no side of its own changes none.
            return known[0]
        return sides[0] if sides else self._side_led(pieces)

    def _side_led(self, words: Sequence[str]) -> Side:
        """Read a force's side off its leader's name: "Putin's forces"; a leader alone fires nothing."""
        leaders = self.lexicon.leaders
        if leaders.keys().isdisjoint(words) or not any(self._is_armed(word) for word in words):
            return Side.UNKNOWN
        return next(leaders[word] for word in words if word in leaders)

    def _is_armed(self, word: str) -> bool:
        forms = (word, word.removesuffix("s"))
        return any(form in self.lexicon.force_nouns or form in self.lexicon.weapons for form in forms)

    def is_force(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words name somebody who can fire."""
        return (
            not self.lexicon.force_nouns.isdisjoint([token.lemma for token in tokens])
            or self.side_of(tokens) is not Side.UNKNOWN
        )

    def _side_at(self, words: Sequence[str], position: int) -> tuple[int, Side | None]:
        for name in self.lexicon.side_names.get(words[position], ()) if position < len(words) else ():
            if tuple(words[position : position + len(name.words)]) == name.words and (
                name.context is None or name.context == self.places.leading
            ):
                return len(name.words), name.side
        return 0, None


_BORROWED = frozenset({"made", "built", "supplied", "backed", "supported", "sponsored", "aligned", "allied", "held", "controlled", "occupied", "installed", "appointed", "linked", "affiliated", "designed", "donated", "funded", "trained", "run", "friendly", "annexed", "operated", "provided", "equipped"})  # fmt: skip
"""Behind a hyphen these make a side's name somebody else's: "US-made rockets"."""


_HOME_OF = {Side.SY_GOV: {Side.SY_OPP}, Side.UA: {Side.DPR_LPR}, Side.RU: {Side.DPR_LPR}}
"""Sides whose country's name may stand before that of their enemies or friends within."""


def _one_of(sides: Sequence[Side]) -> Side:
    """Take a side named with a context word ("Syrian government", "ISIS terrorists") for one, others for two."""
    if set(sides) == {Side.ISIS, Side.SY_OPP}:
        return Side.ISIS
    return sides[0] if set(sides) in ({Side.SY_GOV, Side.SY_OPP}, {Side.RU, Side.DPR_LPR}) else Side.OTHER


def _countries_of_people(reading: Reading, words: Sequence[frozenset[str]], places: PlaceWords) -> list[str]:
    telling = [said for said in reading.sentences if not places.demonym_openers.isdisjoint(words[said.index])]
    return [country for sentence in telling for _, country in places.demonyms_in(sentence.tokens)]


def _placed(reading: Reading, toponyms: Iterable[Toponym]) -> frozenset[int]:
    first = [toponym.tokens[0].index for toponym in toponyms]
    return frozenset([reading.tokens[index].sentence for known in first for index in (max(known - 1, 0), known)])


def _siding(
    reading: Reading, forms: Sequence[Sequence[WordForms]], words: Sequence[frozenset[str]], names: frozenset[str]
) -> frozenset[int]:
    found: set[int] = set()
    for sentence, said, every in zip(reading.sentences, forms, words, strict=True):
        if not names.isdisjoint(every):
            known = zip(sentence.tokens, said, strict=True)
            found.update([token.index for token, word in known if not names.isdisjoint(word.every)])
    return frozenset(found)


def _claims_of_sentence(reading: Reading, claims: FoundClaims) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, claim in enumerate(claims.claims):
        inside: set[int] = set()
        for span in claim.content:
            tokens = reading.tokens_between(span.start, span.end)
            if tokens:
                inside.update(range(tokens[0].sentence, tokens[-1].sentence + 1))
        for sentence in inside:
            found.setdefault(sentence, []).append(index)
    return found
