"""What each sentence of an article says of people hurt."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.events import Casualties
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.victims import Victims, telling_words, victims_in
from claimwire_extractor.core.token import Token

_FOLLOWING = 2
"""Sentences behind a mention, in its paragraph, whose numbers help to tell its strike from others."""
_BEGINNING = frozenset({"began", "erupted"})
_SUPERLATIVE = frozenset({"JJS", "RBS"})


@dataclass(slots=True)
class ToldCasualties:
    """Reads each sentence once; the tolls of whole wars are left out."""

    background: Background
    _known: dict[int, Sequence[Victims]] = field(default_factory=dict)

    def of(self, sentence: Sentence) -> Sequence[Victims]:
        """Read the numbers of killed and wounded in a sentence, in the order of the text."""
        if sentence.index not in self._known:
            people = self.background.lexicon.people
            tells = self.background.has_words(sentence, telling_words(people)) and not self._is_of_a_war(sentence)
            self._known[sentence.index] = victims_in(self.background.reading, sentence, people) if tells else []
        return self._known[sentence.index]

    def give_to(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the first numbers of its sentence and of those behind it that tell of no other strike."""
        telling = {mention.trigger.sentence for mention in mentions}
        for mention in mentions:
            told = [victims for sentence in self._around(mention, telling) for victims in self.of(sentence)]
            if told:
                mention.casualties = Casualties(
                    killed=next((victims.quantity for victims in told if victims.killed), None),
                    wounded=next((victims.quantity for victims in told if not victims.killed), None),
                )

    def _around(self, mention: Mention, telling: set[int]) -> Sequence[Sentence]:
        sentences = self.background.reading.sentences
        own = sentences[mention.trigger.sentence]
        around = [own]
        for following in sentences[own.index + 1 : own.index + 1 + _FOLLOWING]:
            if following.index in telling or following.paragraph != own.paragraph:
                break
            around.append(following)
        return around

    def _is_of_a_war(self, sentence: Sentence) -> bool:
        """Tell whether a sentence gives the toll of a whole war, and does not just call a strike the worst of it."""
        words = self.background.lexicon.people
        tokens = sentence.tokens
        if not self.background.has_words(sentence, words.whole_wars):
            return False
        if any(token.tag in _SUPERLATIVE and token.lower not in {"least", "most"} for token in tokens):
            return False
        return any(
            words.parts_of_wars.isdisjoint(
                near.lemma for near in (*tokens[max(0, position - 2) : position], *tokens[position + 1 : position + 2])
            )
            for position, token in enumerate(tokens)
            if (token.lemma in words.whole_wars or token.lower in words.whole_wars)
            and (token.lower not in _BEGINNING or _is_since(token))
            and not _is_of_its_day(tokens[max(0, position - 5) : position])
        )


def _is_of_its_day(before: Sequence[Token]) -> bool:
    """Tell "on the 120th day of the war" and "on day 120 of the war", which only tell when."""
    return any(token.lemma == "day" for token in before) and any(token.text[0].isdigit() for token in before)


def _is_since(verb: Token) -> bool:
    """Tell "since it began" from "strikes which began on Friday"."""
    return any(part.lower in {"since", "conflict", "war"} for part in verb.lefts)
