"""How many people a noun phrase counts."""

import re
from collections.abc import Sequence

from claimwire.events import Quantity, Span
from claimwire_extractor.core.dates.calendar_words import WEEKDAYS
from claimwire_extractor.core.quantities.read_quantity import last_quantity
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.strike_lexicon import PeopleWords
from claimwire_extractor.core.strikes.syntax import phrase, with_conjuncts
from claimwire_extractor.core.token import Token

_BOUNDING = frozenset({"least", "at", "than", "more", "fewer", "less", "some", "about", "to", "up", "nearly", "almost", "another", "around", "over", "as", "many", "only", "just", "roughly", "approximately", "estimated", "an", "additional", "close", "a", "of", "minimum", "further", "possibly"})  # fmt: skip
"""Words before a number that bound it; the parser often hangs them elsewhere."""
_BOTH = "both"
"""Before two sorts of people it counts neither: "both civilians and soldiers"."""
_FURTHEST = 6
"""Words between the number and its noun, and between coordinated people."""
_ONE = frozenset({"a", "an", "another", "one"})
_MEASURES = frozenset({"dozen", "score", "hundred", "thousand", "ten", "number", "couple", "handful", "pair", "total"})
"""Of so many: "dozens of civilians"."""
_LOOSE = frozenset({"dozens", "scores", "hundreds", "thousands", "tens", "several", "numerous", "multiple"})
"""Words for numbers that the parser takes for verbs and the like where a comma got lost ("and scores others")."""
_ADDING = (("and",), ("&",), ("in", "addition", "to"), ("as", "well", "as"), ("along", "with"), ("together", "with"))
_SHARED = frozenset({"some", "many", "most", "several", "half", "two", "three", "four", "five", "six"})
_LONGEST_MONTH = 11
_MONTH_BEFORE = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}$",
    re.IGNORECASE,
)
_DAYS = frozenset({*WEEKDAYS, "today", "yesterday"})
_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "PUNCT", "NUM", "DET", "VERB", "ADV", "PART", "CCONJ"})


def counted_people(reading: Reading, head: Token, words: PeopleWords) -> Quantity | None:
    """Count the people of a phrase and those coordinated with them: "two guards and a cleaner" is three.

    Nothing is counted where one of them gives no number ("soldiers and two clerks"), nor where the
    phrase is a share of a total told before ("including two children").
    """
    if is_share(reading, head, words):
        return None
    first = _counted(reading, head, words)
    if first is None or head.pos == "NUM":
        return first
    total = first
    for other in _coordinated(head):
        added = _is_added(reading, head, other, words)
        more = (_counted(reading, other, words) or _paired(reading, head, other)) if added else None
        if more is None or more.start < total.end:
            break
        total = both(reading, total, more)
    if total is not first:
        return _with_listed_before(reading, total, words)
    further = _right_behind(reading, head, words)
    return both(reading, total, further) if further else total


def _paired(reading: Reading, head: Token, other: Token) -> Quantity | None:
    """Count the second of "a father and son", who is not "a father and husband" once more."""
    if other.index != head.index + 2 or head.tag != "NN" or other.tag != "NN":
        return None
    pair = {head.lemma, other.lemma}
    two = pair in _PAIRS or (head.lemma in _ELDERS and other.lemma in _CHILDREN)
    span = reading.span(other.start, other.end)
    return Quantity(text=span.text, start=span.start, end=span.end, min=1, max=1) if two else None


_PAIRS = ({"husband", "wife"}, {"man", "woman"}, {"boy", "girl"}, {"brother", "sister"}, {"father", "mother"})
_ELDERS = frozenset({"father", "mother", "grandfather", "grandmother", "uncle", "aunt", "parent", "man", "woman"})
_CHILDREN = frozenset({"son", "daughter", "child", "baby", "infant", "toddler", "newborn", "boy", "girl", "grandson", "granddaughter", "grandchild", "nephew", "niece", "teenager"})  # fmt: skip


def _right_behind(reading: Reading, head: Token, words: PeopleWords) -> Quantity | None:
    """Count what is added where the parser does not see it: "three doctors in addition to five patients".

    What became of those added may be another thing: "two people dead in addition to five wounded".
    """
    behind = [token for token in reading.tokens[head.index + 1 : head.index + 14] if token.sentence == head.sentence]
    behind = behind[_end_of_whose(behind) :][:8]
    adding = _adding_at(behind)
    if adding is None:
        return None
    first, *others = behind[len(adding) :] or [head]
    if first.pos != "NUM" and first.lower not in _ONE:
        return None
    for position, token in enumerate(others):
        if is_person(token, words):
            after = others[position + 1 : position + 2]
            open_end = not after or after[0].pos in {"PUNCT", "ADP", "CCONJ", "SCONJ", "DET", "PRON"}
            return _counted(reading, token, words) if open_end else None
        if token.pos not in {"ADJ", "NOUN", "PROPN"}:
            break
    return None


_WHOSE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON"})
_LONGEST_WHOSE = 5


def _end_of_whose(behind: Sequence[Token]) -> int:
    """Count the words that say whose people they are before others are added: "three doctors from the hospital in addition to"."""
    if not behind or behind[0].lower not in {"from", "of"}:
        return 0
    for position, token in enumerate(behind[: _LONGEST_WHOSE + 1]):
        if len(_adding_at(behind[position:]) or ()) > 1:
            return position
        if token.pos not in _WHOSE:
            break
    return 0


def _adding_at(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    said = tuple(token.lower for token in tokens[:3])
    return next((phrase for phrase in _ADDING if said[: len(phrase)] == phrase), None)


def people_before_aside(reading: Reading, head: Token, words: PeopleWords) -> Quantity | None:
    """Count those of whom some are singled out, where the commas got lost: "ten people mostly pupils killed"."""
    tokens = reading.tokens
    for position in range(head.index - 1, max(head.index - 2 - _FURTHEST, 0), -1):
        word = tokens[position]
        if word.sentence != head.sentence or word.pos in {"VERB", "AUX"}:
            return None
        of_them = word.lower in _SHARED and [token.lower for token in tokens[position + 1 : position + 3]] in _OF_THEM
        if word.lower in _AMONG and not is_share(reading, head, words):
            return None
        if word.lower in _SINGLING or word.lower in words.shares or of_them:
            before = tokens[position - 1]
            counts = before.sentence == head.sentence and (is_person(before, words) or before.pos == "NUM")
            return _counted(reading, before, words) if counts else None
    return None


_SINGLING = frozenset({"mostly", "mainly", "largely", "all", "primarily", "namely", "chiefly"})
_OF_THEM = (["of", "them"], ["of", "whom"], ["of", "these"])


def _with_listed_before(reading: Reading, total: Quantity, words: PeopleWords) -> Quantity:
    """Add what stands before a list of which the parser saw only the end: "two nurses, a cook and a boy"."""
    first = reading.tokens_between(total.start, total.end)[0]
    for _ in range(_FURTHEST):
        # Before the article's first word these are its last: of another sentence, or behind.
        comma, before = reading.tokens[first.index - 1], reading.tokens[first.index - 2]
        if comma.text != "," or before.sentence != first.sentence or before.index > first.index:
            break
        more = _counted(reading, before, words) if is_person(before, words) else None
        if more is None:
            break
        total = both(reading, more, total)
        first = reading.tokens_between(more.start, more.end)[0]
    return total


def _coordinated(head: Token) -> Sequence[Token]:
    """List the words coordinated with a head; the parser takes the middle of three for an apposition."""
    listed = [other for known in with_conjuncts(head) for other in (known, *_appositions(known))]
    return sorted({other for other in listed if other is not head}, key=lambda other: other.index)


def _appositions(head: Token) -> list[Token]:
    apposed = (with_conjuncts(other) for other in head.children if other.dep == "appos")
    return [other for listed in apposed if len(listed) > 1 for other in listed]


def is_share(reading: Reading, head: Token, words: PeopleWords) -> bool:
    """Tell whether a phrase counts some of the people counted before."""
    first = _left_edge(reading, head)
    before = [token.lower for token in reading.tokens[max(0, first - 2) : first] if token.sentence == head.sentence]
    of = [token.lower for token in reading.tokens[head.index + 1 : head.index + 3]]
    if before and before[-1] in _AMONG and not _tells_who(reading, head):
        return False
    return bool(words.shares & set(before)) or (of[:1] == ["of"] and of[1:] in (["them"], ["whom"], ["those"]))


_AMONG = frozenset({"among", "amongst"})


def _tells_who(reading: Reading, head: Token) -> bool:
    """Tell "among them three women" from "among 19 people killed", which gives the total."""
    behind = reading.tokens[head.index + 1 : head.index + 2]
    return not behind or behind[0].lower.startswith(("were", "was")) or behind[0].pos in {"PUNCT", "CCONJ"}


def is_person(token: Token, words: PeopleWords) -> bool:
    """Tell whether a word stands for people."""
    forms = (token.lemma, token.lower, token.lower.removesuffix("s"))
    listed = not words.people.isdisjoint(forms) or token.lemma in words.couples
    return listed or _is_aged(token) or (token.pos == "NOUN" and token.lemma.endswith(("man", "woman", "men", "women")))


def _is_aged(token: Token) -> bool:
    """Tell "a nine-year-old", who is somebody, from "a nine-year-old boy" and "the boy was nine years old"."""
    if token.lower not in {"old", "olds"} or token.dep in {"amod", "acomp"}:
        return False
    return any(part.dep == "npadvmod" for part in token.children)


def is_named(head: Token) -> bool:
    """Tell a full name, and a word with one in apposition: "the village doctor, Olena Kravets"."""
    if head.tag == "NNP" and any(part.lower == "the" for part in head.lefts):
        # "The Red Cross" is nobody.
        return False
    return any(
        part.tag in {"NNP", "NNPS"} and part.dep == ("compound" if head.tag == "NNP" else "appos")
        for part in head.children
    )


def _counted(reading: Reading, head: Token, words: PeopleWords) -> Quantity | None:
    behind = reading.tokens[head.index + 1 : head.index + 2]
    # "Dozens of", and "two dozen", of which the parser makes "two" the head.
    more = behind and (behind[0].lower == "of" or (head.pos == "NUM" and behind[0].lemma in _MEASURES))
    end = behind[0].end if more else head.end
    edge = _left_edge(reading, head)
    if _is_of_ratio(reading, head, edge, words):
        return None
    span = reading.span(reading.tokens[edge].start, end)
    found = None if head.lemma in words.couples or _is_day(reading, edge) else last_quantity(span.text)
    if (
        found
        and span.text[found.start : found.end].lower() == _BOTH
        and any(part.dep == "conj" for part in head.children)
    ):
        found = None
    if found and _reaches(reading, span.start + found.end, head):
        return found.within(reading.text, span.start)
    return _single(reading.span(span.start, head.end), head, words)


def _is_of_ratio(reading: Reading, head: Token, edge: int, words: PeopleWords) -> bool:
    """Tell "one in five residents", of which neither number counts anybody."""
    start = reading.tokens[edge].start
    if reading.text[max(0, start - _RATIO_REACH) : start].lower().endswith(_OF_RATIO):
        return True
    behind = reading.tokens[head.index + 1 : head.index + 4]
    if head.lower not in {"one", "1"} or [token.lower for token in behind[:1]] != ["in"]:
        return False
    return any(token.pos == "NUM" for token in behind[1:2]) and any(token.lemma in words.people for token in behind[2:])


_OF_RATIO = ("one in ", "one in every ", "1 in ", "1 in every ", "out of ", "out of every ")
_RATIO_REACH = 16


def _is_day(reading: Reading, edge: int) -> bool:
    """Tell "on 25 May killed", "July 25 killed"."""
    before = reading.text[max(0, reading.tokens[edge].start - _LONGEST_MONTH) : reading.tokens[edge].end]
    return edge > 0 and _MONTH_BEFORE.search(before) is not None


def _left_edge(reading: Reading, head: Token) -> int:
    """Find the word with which the phrase of another begins, without what the parser hung on it from elsewhere."""
    parts = {part.index for part in phrase(head)}
    first = head.index
    while first and (
        first - 1 in parts
        or _is_behind_weekday(reading.tokens[first - 1])
        or (reading.tokens[first - 1].sentence == head.sentence and _goes_before(reading, first - 1))
    ):
        first -= 1
    while first < head.index and reading.tokens[first].lower == "of":
        first += 1
    return first


def _goes_before(reading: Reading, position: int) -> bool:
    word = reading.tokens[position]
    behind = reading.tokens[position + 1]
    return word.lower in _BOUNDING or word.lower in _LOOSE or (word.lemma in _MEASURES and behind.lower == "of")


def _is_behind_weekday(number: Token) -> bool:
    """Tell the number of "on Friday 12 people", which for want of a comma the parser gives to the day."""
    day = number.head
    return number.tag == "CD" and day.index == number.index - 1 and day.lower in _DAYS


def _reaches(reading: Reading, end: int, head: Token) -> bool:
    """Tell whether nothing but words of the phrase stands between the number and its noun."""
    between = reading.tokens_between(end, head.start)
    return len(between) <= _FURTHEST and all(token.pos in _WITHIN for token in between)


def _single(span: Span, head: Token, words: PeopleWords) -> Quantity | None:
    """Count one victim as one, a couple as two: "a woman", "her son", "the driver"."""
    if head.tag not in {"NN", "NNP"} and not (head.tag == "JJ" and _is_aged(head)):
        return None
    if any(part.text[0].isdigit() and part.lower.endswith(_ORDINAL) for part in head.lefts):
        # "A 12th person has died": of how many more is not said.
        return None
    count = 2 if head.lemma in words.couples else 1
    one = any(part.lower in _ONE or part.dep in {"poss", "det"} for part in head.children)
    if not (is_person(head, words) and one) and not is_named(head):
        return None
    return Quantity(text=span.text, start=span.start, end=span.end, min=count, max=count)


_ORDINAL = ("1st", "2nd", "3rd", "th")


def _is_added(reading: Reading, head: Token, other: Token, words: PeopleWords) -> bool:
    between: Sequence[Token] = reading.tokens[head.index + 1 : other.index]
    return (
        (is_person(other, words) or other.pos == "NUM")
        and len(between) <= 2 * _FURTHEST
        and not any(token.lower in words.shares or token.pos in {"AUX", "VERB"} for token in between)
    )


def both(reading: Reading, first: Quantity, second: Quantity) -> Quantity:
    """Add two numbers; the words are those from the first to the second."""

    def added(one: int | None, other: int | None) -> int | None:
        return None if one is None or other is None else one + other

    span = reading.span(first.start, second.end)
    least, most = added(first.min, second.min), added(first.max, second.max)
    return Quantity(text=span.text, start=span.start, end=span.end, min=least, max=most)
