"""The people a sentence counts as killed or wounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from claimwire.events import Quantity
from claimwire_extractor.core.quantities.read_quantity import quantity_of, read_quantity
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.strikes.counted_people import (
    both,
    counted_people,
    is_named,
    is_person,
    is_share,
    people_before_aside,
)
from claimwire_extractor.core.strikes.did_happen import did_happen
from claimwire_extractor.core.strikes.strike_lexicon import PeopleWords
from claimwire_extractor.core.strikes.syntax import child, is_passive, phrase, prepositions, subject
from claimwire_extractor.core.strikes.toll import TOTALS, toll_of
from claimwire_extractor.core.strikes.verb_forms import verb_forms
from claimwire_extractor.core.token import Token

_LOOKED_BACK = 8
"""Words before "killed" or "dead" among which its people stand where the parser lost them."""
_CAUSING = frozenset({"cause", "report", "inflict", "confirm", "record", "bring"})
_SKIPPED = frozenset({"AUX", "ADV", "PART"})
_TELLING = frozenset({"VERB", "ADJ", "NOUN", "PROPN", "ADV"})
_HARMING = frozenset({"harm", "injury", "wound"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """So many people, killed or else wounded."""

    cue: Token
    """The word that says what became of them."""
    killed: bool
    quantity: Quantity
    updated: bool = False
    """Whether it is said to be the newest total ("the death toll rose to")."""


@lru_cache(maxsize=4)
def telling_words(words: PeopleWords) -> frozenset[str]:
    """Give the words of which each cue is one; a cue that is added below and not here is never looked at."""
    return frozenset({"life", "body", "inflict", "cause", "treat"}).union(
        TOTALS,
        words.killed_verbs,
        words.wounded_verbs,
        words.killed_adjectives,
        words.wounded_adjectives,
        words.killed_nouns,
        words.wounded_nouns,
        words.dying_verbs,
        words.suffering_verbs,
        words.hospital_verbs,
    )


def victims_in(reading: Reading, sentence: Sentence, words: PeopleWords) -> list[Victims]:
    """Read the numbers of killed and wounded in a sentence, in the order of the text."""
    found: list[Victims] = []
    telling = telling_words(words)
    for token in sentence.tokens:
        if token.pos not in _TELLING and token.lower not in words.killed_adjectives:
            continue
        if not telling.isdisjoint((token.lower, *verb_forms(token))):
            found.extend(_of_cue(reading, token, words))
    return _added_up(reading, [victims for victims in found if not _is_of_both(reading, victims, found, words)])


def _added_up(reading: Reading, told: Sequence[Victims]) -> list[Victims]:
    """Add up "injuring 19 in one quarter, injuring three in another and injuring two in a third"."""
    added: list[Victims] = []
    for before, victims in zip((None, *told), told, strict=False):
        # Each of a chain hangs on the one before, not on the first.
        if before and _goes_on_counting(before, victims):
            added[-1] = replace(added[-1], quantity=both(reading, added[-1].quantity, victims.quantity))
        else:
            added.append(victims)
    return added


def _goes_on_counting(before: Victims, victims: Victims) -> bool:
    again = victims.cue.dep == "conj" and victims.cue.head is before.cue and before.cue.tag == "VBG"
    return again and victims.cue.lower == before.cue.lower and victims.killed is before.killed


def _is_of_both(reading: Reading, victims: Victims, others: Sequence[Victims], words: PeopleWords) -> bool:
    """Tell "dozens were killed or wounded", which numbers neither, from "three dead and wounded six"."""
    at = victims.cue.index
    for joint, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if joint < 0 or other < 0 or other >= len(reading.tokens) or reading.tokens[joint].lower not in _JOINING:
            continue
        cue = reading.tokens[other]
        if cue.sentence == victims.cue.sentence and _tells(cue, words, killed=not victims.killed):
            own = next((found for found in others if found.cue is cue), None)
            return own is None or own.quantity.start == victims.quantity.start
    return False


def _tells(cue: Token, words: PeopleWords, *, killed: bool) -> bool:
    verbs = words.killed_verbs if killed else words.wounded_verbs
    return cue.lower in (words.killed_adjectives if killed else words.wounded_adjectives) or not verbs.isdisjoint(
        verb_forms(cue)
    )


_JOINING = frozenset({"and", "or", "/", "&"})


def _of_cue(reading: Reading, token: Token, words: PeopleWords) -> Iterator[Victims]:
    if token.lemma in TOTALS and token.pos == "NOUN":
        toll = toll_of(reading, token, words)
        if toll:
            yield Victims(cue=token, killed=toll.killed, quantity=toll.quantity, updated=toll.newest)
        return
    for killed in (True, False):
        quantity = _counted(reading, token, words, killed=killed)
        if quantity and did_happen(token):
            yield Victims(cue=token, killed=killed, quantity=quantity)


def _counted(reading: Reading, token: Token, words: PeopleWords, *, killed: bool) -> Quantity | None:
    verbs = words.killed_verbs if killed else words.wounded_verbs
    adjectives = words.killed_adjectives if killed else words.wounded_adjectives
    if token.pos in {"VERB", "ADJ", "NOUN", "PROPN"} and not verbs.isdisjoint(verb_forms(token)):
        return _of_verb(reading, token, words)
    if token.lower in adjectives:
        return _just_before(reading, token, words)
    if token.lemma in (words.killed_nouns if killed else words.wounded_nouns) and token.pos == "NOUN":
        return _of_noun(reading, token, words)
    return _of_death(reading, token, words) if killed else _of_suffering(reading, token, words)


def _of_verb(reading: Reading, verb: Token, words: PeopleWords) -> Quantity | None:
    """Read "killed six", "six were killed", "killing of six", and "six killed" without a verb around it."""
    adjective = verb.tag in {"VBN", "VBD", "JJ"} or verb.lower in words.wounded_adjectives
    numbered = adjective and reading.tokens[verb.index - 1].pos == "NUM"
    goes_on = _goes_on(reading, verb, words)
    if (numbered or goes_on) and (found := _just_before(reading, verb, words)):
        return found
    passive = is_passive(verb)
    people = None if passive or goes_on else child(verb, "dobj")
    if people is not None and _is_of_the_next(reading.tokens[verb.index + 1 : people.index], words):
        people = None
    if people is None and (passive or verb.tag == "VBN"):
        people = child(verb, "nsubjpass")
        if people is None:
            # "Ten were killed including a boy and 40 others were wounded": its own people stand before it.
            people = subject(verb)
            if people is not None and passive and (found := _just_before(reading, verb, words)):
                return found
    found = _with_others(reading, verb, people, words)
    if found or goes_on or verb.tag in {"NN", "NNS", "NNP"}:
        return found or (None if goes_on else _of_noun(reading, verb, words) or _just_behind(reading, verb, words))
    if not passive or verb.dep == "acl":
        found = _just_behind(reading, verb, words)
    return found or (_just_before(reading, verb, words) if verb.tag in {"VBN", "VBD", "JJ"} else None)


def _with_others(reading: Reading, verb: Token, people: Token | None, words: PeopleWords) -> Quantity | None:
    """Count people and others that the parser takes for a second subject: "a man, 34, and a woman, 29, were killed"."""
    found = _of_people(reading, people, words)
    if found is None or people is None or people.head is not verb:
        return found
    if people.dep == "dobj":
        return _with_second_object(reading, people, found, words)
    if people.dep not in {"nsubj", "nsubjpass"}:
        return found
    for other in verb.lefts:
        if other.dep == people.dep and other.index > people.index and (is_person(other, words) or other.pos == "NUM"):
            more = _of_people(reading, other, words)
            found = both(reading, found, more) if more and more.start > found.end else found
    return found


def _with_second_object(reading: Reading, people: Token, found: Quantity, words: PeopleWords) -> Quantity:
    """Add those whom the parser coordinates with the verb: "killing a man, 45, and a woman, 39"."""
    other = next((part for part in people.head.rights if part.dep == "conj" and is_person(part, words)), None)
    if other is None or other.index < people.index:
        return found
    behind = _same_sentence(reading, other, other.index + 1, other.index + 5)
    more = None if any(token.pos in {"AUX", "VERB"} for token in behind) else _of_people(reading, other, words)
    return both(reading, found, more) if more and more.start > found.end else found


def _is_of_the_next(between: Sequence[Token], words: PeopleWords) -> bool:
    """Tell "Shells kill ten injure scores", which has lost its comma, from "kill ten injured men"."""
    return any(
        token.pos == "VERB" or not words.wounded_verbs.isdisjoint(verb_forms(token))
        for token in between
        if not token.lower.endswith("ed")
    )


def _goes_on(reading: Reading, verb: Token, words: PeopleWords) -> bool:
    """Tell "(6) guards killed 20 injured", which has lost its comma, from "killed 20 injured guards"."""
    following = _same_sentence(reading, verb, verb.index + 1, verb.index + 6)
    while following and following[0].lower in _BOUNDING:
        following = following[1:]
    if len(following) > 1 and following[1].lower in _OTHERS:
        # "Killed 43 others injured" counts those after the word before them.
        following = [following[0], *following[2:]]
    following = following[:3]
    return (
        len(following) > 1
        and (following[0].pos == "NUM" or _is_open(following[0]))
        and following[1].lower.endswith("ed")
        and not words.wounded_verbs.isdisjoint(verb_forms(following[1]))
        and not any(is_person(token, words) for token in following[2:])
    )


_OTHERS = frozenset({"others", "more"})
_BOUNDING = frozenset(
    {"more", "than", "at", "least", "over", "some", "about", "around", "nearly", "almost", "up", "to"}
)


def _of_people(reading: Reading, head: Token | None, words: PeopleWords) -> Quantity | None:
    if head is None or not (is_person(head, words) or head.pos in {"NUM", "NOUN", "PROPN", "ADJ"}):
        return None
    of = next((held for preposition, held in prepositions(head) if preposition.lower == "of"), None)
    if of is not None and head.lemma in _GROUPS:
        return _of_group_and_others(reading, of) or _of_people(reading, of, words)
    if of is not None and head.pos == "NUM" and of.pos in {"NOUN", "ADJ"} and not is_person(of, words):
        # "One of the largest was burned"
        return None
    found = counted_people(reading, head, words) or people_before_aside(reading, head, words)
    return found if found and (is_person(head, words) or head.pos == "NUM" or _is_open(head)) else None


def _of_group_and_others(reading: Reading, people: Token) -> Quantity | None:
    """Add "a family of five and two neighbours", of which the parser makes five and two neighbours."""
    group = child(people, "nummod")
    others = child(group, "conj") if group else None
    if group is None or others is None or others.pos != "NUM":
        return None
    first, second = (quantity_of(reading.text, number.start, number.end) for number in (group, others))
    return both(reading, first, second) if first and second else None


_GROUPS = frozenset({"group", "crowd", "team", "band", "squad", "unit", "family", "crew"})


def _is_open(head: Token) -> bool:
    """Tell "dozens", "hundreds of civilians", a name and those of a people from things that can be damaged or ended."""
    return head.tag == "NNPS" or is_named(head) or head.lemma in _OPEN


_OPEN = frozenset({"dozen", "hundred", "score", "thousand", "ten", "number", "handful", "several", "one"})


def _just_behind(reading: Reading, verb: Token, words: PeopleWords) -> Quantity | None:
    """Read the number right behind a verb whose object the parser lost: "kills six in market"."""
    following = _same_sentence(reading, verb, verb.index + 1, verb.index + 1 + _LOOKED_BACK)
    if not following:
        return None
    offset = following[0].start
    found = read_quantity(reading.text[offset : following[-1].end])
    if found is None or found.start > 0:
        return None
    behind = [token for token in following if token.start >= offset + found.end]
    people = next((token for token in behind[:4] if token.pos not in {"ADJ", "PROPN"}), None)
    counts = people is None or people.lower == "of" or people.pos != "NOUN" or is_person(people, words)
    counts = counts or (people is not None and _is_of_the_next([people], words))
    return found.within(reading.text, offset) if counts else None


def _just_before(reading: Reading, cue: Token, words: PeopleWords) -> Quantity | None:
    """Read "six dead", "11 people dead", "dozens reported wounded", "four of them were wounded" not."""
    position = cue.index - 1
    tokens = reading.tokens
    while position >= 0 and tokens[position].sentence == cue.sentence and _may_stand_between(tokens[position]):
        position -= 1
    if position < 0 or tokens[position].sentence != cue.sentence:
        return None
    head = tokens[position]
    if aside := people_before_aside(reading, head, words):
        return aside
    if is_share(reading, head, words) or not (is_person(head, words) or head.pos in {"NUM", "ADJ", "NOUN"}):
        return None
    if not (is_person(head, words) or head.pos == "NUM" or _is_open(head)):
        return None
    return counted_people(reading, head, words)


def _may_stand_between(token: Token) -> bool:
    """Tell what may stand between people and what became of them: "six (were reported) dead"."""
    return token.pos in _SKIPPED or (token.lemma in _STATING and token.tag == "VBN")


_STATING = frozenset({"report", "confirm", "declare", "pronounce", "find", "list", "register", "record", "leave"})


def _of_noun(reading: Reading, noun: Token, words: PeopleWords) -> Quantity | None:
    """Read "four deaths", "the deaths of four people", "the mass killing of prisoners", "caused deaths"."""
    span = reading.span_of([part for part in phrase(noun) if part.index <= noun.index] or [noun])
    if any(part.lower == "mass" for part in noun.children):
        return Quantity(text=span.text, start=span.start, end=span.end, min=2, max=None)
    for preposition, held in prepositions(noun):
        if preposition.lower == "of":
            found = _of_people(reading, held, words)
            return found if found and _is_told(found) else None
    behind = _same_sentence(reading, noun, noun.index + 1, noun.index + 2)
    if behind and behind[0].lower in {"of", "to"} and (found := _just_behind(reading, behind[0], words)):
        return found
    if noun.tag != "NNS":
        return None
    bare = len(span.text.split()) == 1 and noun.dep == "dobj" and noun.head.lemma in _CAUSING
    some = Quantity(text=span.text, start=span.start, end=span.end, min=2, max=None)
    return quantity_of(reading.text, span.start, span.end) or (some if bare else None)


def _is_told(found: Quantity) -> bool:
    """Tell "the death of one guard" from "the death of a guard", which may be anybody's."""
    return found.min != 1 or found.text.lower() in {"one", "1"}


def _of_death(reading: Reading, token: Token, words: PeopleWords) -> Quantity | None:
    if token.lemma in words.dying_verbs and token.pos == "VERB":
        return _of_people(reading, subject(token), words) or _just_before(reading, token, words)
    if token.lemma == "life" and (token.head.lemma in _TAKING or _is_taken(reading, token)):
        of = next((held for preposition, held in prepositions(token) if preposition.lower == "of"), None)
        if of:
            return _of_people(reading, of, words)
        return quantity_of(reading.text, *reading.reach_of(phrase(token)))
    if token.lemma == "body" and token.head.lemma in _RECOVERING and token.dep in {"dobj", "nsubjpass"}:
        of = next((held for preposition, held in prepositions(token) if preposition.lower == "of"), None)
        return _of_people(reading, of, words) if of else quantity_of(reading.text, *reading.reach_of(phrase(token)))
    if token.lemma == "life" and token.head.lemma == "lose":
        return _of_people(reading, subject(token.head), words)
    return None


_TAKING = frozenset({"claim", "take", "cost"})


_RECOVERING = frozenset({"recover", "retrieve", "pull", "extract", "dig", "find", "discover", "uncover", "locate", "remove", "lift", "unearth"})  # fmt: skip


def _is_taken(reading: Reading, lives: Token) -> bool:
    before = reading.tokens[max(0, lives.index - 2) : lives.index]
    return len(before) > 1 and before[0].lemma in _TAKING and before[1].lower == "the"


def _of_suffering(reading: Reading, token: Token, words: PeopleWords) -> Quantity | None:
    """Read "six suffered burns", "six were treated for shock", "six were taken to hospital"."""
    if token.pos != "VERB":
        return None
    if token.lemma == "treat" and not is_passive(token):
        # "Doctors treated 40 people for burns"
        return _of_people(reading, child(token, "dobj"), words)
    if token.lemma in words.suffering_verbs:
        held = [found for _, found in prepositions(token)] + [other for other in token.children if other.dep == "dobj"]
        if any(part.lemma in words.ailments for head in held for part in (head, *head.lefts)):
            return _of_people(reading, child(token, "nsubjpass") or subject(token), words)
    if token.lemma in words.hospital_verbs and is_passive(token):
        near = _same_sentence(reading, token, token.index + 1, token.index + _LOOKED_BACK)
        if any(other.lemma in _CARE for other in near[:6]):
            return _of_people(reading, child(token, "nsubjpass") or subject(token), words)
    if token.lemma in {"inflict", "cause"}:
        return _of_harm(reading, token, words)
    return None


_CARE = frozenset({"hospital", "clinic", "hospitals", "treatment", "infirmary", "ward", "icu"})


def _of_harm(reading: Reading, verb: Token, words: PeopleWords) -> Quantity | None:
    """Read "inflicted wounds on six", "caused breathing difficulty to six"."""
    harm = next((other for other in verb.children if other.dep == "dobj" and _is_harm(other, words)), None)
    if harm is None:
        return None
    harmed = (found for word in (verb, harm) for part, found in prepositions(word) if part.lower in _ON)
    return _of_people(reading, next(harmed, None), words)


def _is_harm(noun: Token, words: PeopleWords) -> bool:
    return noun.lemma in _HARMING or noun.lemma in words.ailments


_ON = frozenset({"on", "to", "for", "among", "in"})


def _same_sentence(reading: Reading, token: Token, first: int, after: int) -> Sequence[Token]:
    return [other for other in reading.tokens[first:after] if other.sentence == token.sentence]
