"""People hurt, as a stretch of text counts them."""

from collections.abc import Sequence

from claimwire.events import Casualties, Quantity, Span
from claimwire_extractor.core.quantities.read_quantity import quantity_of
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.strikes.strike_lexicon import PeopleWords
from claimwire_extractor.core.strikes.syntax import child, is_passive, phrase, subject, with_conjuncts
from claimwire_extractor.core.token import Token

_OF_A_WAR = frozenset({"conflict", "began", "erupted", "uprising", "war", "since"})
"""Words beside the toll of a whole war."""


def casualties_in(reading: Reading, sentences: Sequence[Sentence], words: PeopleWords) -> Casualties:
    """Read the first numbers of killed and of wounded in some sentences, and whether none were reported."""
    killed = wounded = None
    none = False
    for sentence in sentences:
        if any(token.lower in _OF_A_WAR for token in sentence.tokens):
            continue
        lower = reading.text[sentence.start : sentence.end].lower()
        none = none or any(words_of_none in lower for words_of_none in words.none_phrases)
        for token in sentence.tokens:
            killed = killed or _killed(reading, token, words)
            wounded = wounded or _wounded(reading, token, words)
    return Casualties(killed=killed, wounded=wounded, none_reported=none and killed is None and wounded is None)


def _killed(reading: Reading, token: Token, words: PeopleWords) -> Quantity | None:
    if token.lemma in words.killed_verbs and token.pos == "VERB":
        return _of_verb(reading, token, words)
    if token.lemma in words.killed_nouns and token.pos == "NOUN":
        return _counted(reading, token)
    if token.lemma == "toll" and not token.is_root:
        return _toll(reading, token)
    if token.lemma == "life" and token.head.lemma in {"claim", "lose", "take"}:
        of = next((held for held in token.children if held.lower == "of"), None)
        people = child(of, "pobj") if of else None
        return _counted(reading, people or token)
    return _described(reading, token, words) if token.lower in words.killed_adjectives else None


def _wounded(reading: Reading, token: Token, words: PeopleWords) -> Quantity | None:
    if token.lemma in words.wounded_verbs and token.pos == "VERB":
        return _of_verb(reading, token, words)
    return _described(reading, token, words) if token.lower in words.wounded_adjectives else None


def _of_verb(reading: Reading, verb: Token, words: PeopleWords) -> Quantity | None:
    people = child(verb, "dobj")
    if people is None and (is_passive(verb) or verb.lemma in {"die", "perish"} or verb.tag == "VBN"):
        people = child(verb, "nsubjpass", "nsubj") or subject(verb)
    if people is None or any(other.dep == "neg" for other in verb.children):
        return None
    if people.lower in words.people or people.lemma in words.people or people.pos in {"NUM", "NOUN", "PRON"}:
        return _counted(reading, people)
    return None


def _described(reading: Reading, adjective: Token, words: PeopleWords) -> Quantity | None:
    """Read "left 25 dead", "11 people dead", "dozens wounded"."""
    before = reading.tokens[max(0, adjective.index - 4) : adjective.index]
    near = [token for token in before if token.sentence == adjective.sentence]
    if not near or (
        near[-1].lemma not in words.people
        and near[-1].pos not in {"NUM", "ADJ"}
        and near[-1].lower not in {"others", "dozens", "hundreds", "scores", "several"}
    ):
        return None
    return quantity_of(reading.text, reading.span_of(near))


def _toll(reading: Reading, toll: Token) -> Quantity | None:
    if not any(part.lemma == "death" for part in toll.children):
        return None
    for preposition in toll.head.children:
        held = child(preposition, "pobj") if preposition.lower in {"to", "at"} else None
        if held:
            return quantity_of(reading.text, reading.span_of(phrase(held)))
    return None


def _counted(reading: Reading, people: Token) -> Quantity | None:
    tokens = phrase(people)
    first = tokens[0].index
    # "at least", "more than" hang on the number and may be cut off on the left.
    while first and reading.tokens[first - 1].lower in {
        "least",
        "at",
        "than",
        "more",
        "some",
        "about",
        "to",
        "up",
        "nearly",
        "another",
        "around",
    }:
        first -= 1
    span = reading.span_of(reading.tokens[first : people.index + 1])
    return (
        quantity_of(reading.text, span) or quantity_of(reading.text, reading.span_of(tokens)) or _single(span, people)
    )


def _single(span: Span, people: Token) -> Quantity | None:
    """Count one victim as one: "a woman was wounded"."""
    articled = any(
        part.lower in {"a", "an", "another", "one"} for part in people.children if part.dep in {"det", "nummod"}
    )
    if people.tag != "NN" or not articled:
        return None
    count = sum(other.tag == "NN" for other in with_conjuncts(people))
    return Quantity(text=span.text, start=span.start, end=span.end, min=count, max=count)
