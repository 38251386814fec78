"""Noun phrases that name a speaker, read off the words alone."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.roles import is_role
from claimwire_extractor.core.dates.calendar_words import MONTHS
from claimwire_extractor.core.token import Token

_LONGEST = 18
"""Words of a speaker's phrase at most."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_ACRONYM = 6
"""Words between the brackets behind a name at most."""
_LINKS = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
"""Prepositions inside such a phrase: "head of the council", "a doctor in the city"."""
_PRONOUNS = frozenset({"he", "she", "it", "they"})


def phrase_before(analysis: Analysis, start: int, end: int) -> Range | None:
    """Find the phrase for a speaker that ends before index ``end``; nothing before ``start`` belongs to it."""
    tokens = analysis.reading.tokens
    if end - 1 <= start:
        return None
    if tokens[end - 1].lower in _PRONOUNS:
        return end - 1, end
    start = max(start, end - _LONGEST)
    last = _without_acronym(analysis, start, end)
    begin = _noun_phrase(analysis, start, last)
    if begin is None:
        return None
    found = _with_owners(analysis, start, begin)
    if found == begin and _follows_preposition(analysis, start, begin):
        found = _without_place(analysis, begin, last)
    if not _speaks(analysis, tokens[_head(analysis, found, last)]):
        return None
    if found - 2 >= start and tokens[found - 1].lower in {"and", "or"} and _speaks(analysis, tokens[found - 2]):
        joined = _noun_phrase(analysis, start, found - 1)
        found = joined if joined is not None else found
    return found, end


def _without_acronym(analysis: Analysis, start: int, end: int) -> int:
    """Index of the bracket that opens the acronym behind a name."""
    tokens = analysis.reading.tokens
    if tokens[end - 1].text != ")":
        return end
    opening = (index for index in range(end - 2, max(start, end - _ACRONYM), -1) if tokens[index].text == "(")
    return next(opening, end)


def _follows_preposition(analysis: Analysis, start: int, index: int) -> bool:
    """Tell whether a preposition stands before, or before the adjective of a place ("in northern ...")."""
    if analysis.reading.tokens[index].tag in {"DT", "PRP$"}:
        return False
    before = analysis.tokens((max(start, index - 2), index))
    return any(token.tag == "IN" for token in before) and all(token.tag in {"IN", "JJ"} for token in before[1:])


def _with_owners(analysis: Analysis, start: int, begin: int) -> int:
    """Reach back over prepositions: what stands behind one names a speaker together with what stands before it."""
    tokens = analysis.reading.tokens
    while begin - 2 >= start and tokens[begin - 1].lower in _LINKS and _speaks(analysis, tokens[begin - 2]):
        before = _noun_phrase(analysis, start, begin - 1)
        if before is None or tokens[before - 1].tag == "IN":
            break
        begin = before
    return begin


def _without_place(analysis: Analysis, begin: int, end: int) -> int:
    """Leave to a preposition what is its own: "In Idlib" in "in Idlib residents said"."""
    tokens = analysis.reading.tokens
    agency = next(
        (index for index in range(begin + 1, end) if (tokens[index].lower,) in analysis.lexicon.channels), None
    )
    if agency is not None and tokens[agency].text[:1].isupper():
        return agency
    index = begin + 1
    if tokens[end - 1].text[:1].islower():
        while index < end - 1 and tokens[index].tag in {"NNP", "NNPS"}:
            index += 1
    if tokens[begin].text[:1].islower():
        index = end - 1
        while index - 1 > begin and tokens[index - 1].tag == "JJ":
            index -= 1
    return index if index < end else begin


def begins_phrase(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether the words from ``start`` on name a speaker."""
    tokens = analysis.reading.tokens
    if start >= end:
        return False
    if tokens[start].tag in {"DT", "PRP$"}:
        start += 1
    last = start
    while last < end and (tokens[last].pos in _NOMINAL or tokens[last].text == "-"):
        last += 1
    return last > start and any(_speaks(analysis, token) for token in tokens[start:last])


def _head(analysis: Analysis, start: int, end: int) -> int:
    """Index of the last noun before the first preposition."""
    tokens = analysis.reading.tokens
    for index in range(start + 1, end):
        if tokens[index].lower in _LINKS:
            return index - 1
    return end - 1


def _speaks(analysis: Analysis, noun: Token) -> bool:
    if noun.lower in analysis.lexicon.days or noun.lower in MONTHS:
        return False
    return noun.pos == "PROPN" or is_of_speaker(analysis, noun)


def is_of_speaker(analysis: Analysis, noun: Token) -> bool:
    """Tell a common or proper noun for a body, a role or a document that speaks."""
    lexicon = analysis.lexicon
    words = (noun.lemma.lower(), noun.lower)
    known = any(
        word in names for names in (lexicon.organisations, lexicon.documents, lexicon.unnamed) for word in words
    )
    return known or is_role(analysis, noun)


def _noun_phrase(analysis: Analysis, start: int, end: int) -> int | None:
    """Index at which the noun phrase that ends before ``end`` begins."""
    tokens = analysis.reading.tokens
    index = end - 1
    if index < start or tokens[index].pos not in _NOMINAL:
        return None
    while index > start and _joins(analysis, tokens[index - 1], tokens[index]):
        index -= 1
    return index - 1 if index > start and tokens[index - 1].tag in {"DT", "PRP$"} else index


def _joins(analysis: Analysis, before: Token, token: Token) -> bool:
    """Tell whether two words beside each other stand in one phrase for a speaker."""
    lexicon = analysis.lexicon
    if "-" in {before.text, token.text} or before.tag == "POS" or _is_half(analysis, before):
        return True
    if before.lower in lexicon.days or before.lower in MONTHS or before.tag == "CD" or before.pos not in _NOMINAL:
        return before.lower in lexicon.particles and before.pos not in {"ADP", "DET"}
    if token.text[:1].isupper():
        titled = before.lower in lexicon.titles or is_role(analysis, before) or before.lower in lexicon.organisations
        return before.text[:1].isupper() or (titled and before.tag in {"NN", "NNP"})
    if before.text[:1].isupper():
        of_body = token.lower in lexicon.plural_modifiers or is_of_speaker(analysis, token)
        # "A source in Marinka district".
        return of_body or before.tag == "JJ" or token.lemma in lexicon.areas or (before.lower,) in lexicon.channels
    if before.tag == "NNS":
        return before.lemma in lexicon.organisations or before.lower in lexicon.plural_modifiers
    return before.lemma not in lexicon.areas or _is_of_area(analysis, token)


def _is_half(analysis: Analysis, word: Token) -> bool:
    """Tell the second half of a compound: "based" in "UK-based"."""
    before = analysis.token(word.index - 1)
    return word.tag in {"VBN", "VBG"} and before is not None and before.text == "-"


def _is_of_area(analysis: Analysis, noun: Token) -> bool:
    """Tell "the town council" from what was said of a town ("... hit the town residents said")."""
    following = analysis.token(noun.index + 1)
    return noun.tag in {"NN", "NNP"} and following is not None and following.pos not in _NOMINAL
