"""Roles and the bodies they belong to."""

from typing import Final

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token

LONGEST_OFFICE: Final = 4
"""Nouns of an office, one of the other: "head of the department of the ministry of health"."""
_RELATIVE_TAGS = ("WDT", "WP", "WP$")


def role_of(analysis: Analysis, head: Token, start: int) -> str | None:
    """Find the role that stands beside a name: in apposition, or right before it."""
    lexicon = analysis.lexicon
    for beside in head.rights:
        if beside.dep == "appos" and beside.pos in ("NOUN", "PROPN"):
            if is_role(analysis, beside):
                return role_words(analysis, analysis.trimmed(analysis.extents.range_of(beside)))
            break
    named = office_named_by(analysis, head)
    if named is not None:
        return role_words(analysis, analysis.trimmed((analysis.extents.first[named.index], start)))
    before = analysis.token(start - 1)
    if before is None or before.head is not head or before.lemma not in lexicon.roles:
        return None
    first = analysis.extents.first[head.index]
    while first < start and analysis.reading.tokens[first].pos in ("ADP", "PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return role_words(analysis, (first, start))


def office_named_by(analysis: Analysis, name: Token) -> Token | None:
    """Find the role before a name in apposition, though the parser may hang the name on its place ("mayor of PLACE, NAME")."""
    if name.index < name.head.index or not (name.dep == "appos" or _seems_listed(analysis, name)):
        return None
    noun = name.head
    if not is_role(analysis, noun) and not any(child.dep == "compound" for child in name.lefts):
        return None
    for _ in range(LONGEST_OFFICE):
        if is_role(analysis, noun):
            return noun
        if noun.dep != "pobj" or noun.head.dep != "prep":
            return None
        noun = noun.head.head
    return None


def _seems_listed(analysis: Analysis, name: Token) -> bool:
    """Tell a name behind a comma that the parser takes for one more place: no "and" closes the list."""
    if name.dep != "conj":
        return False
    before = analysis.token(analysis.extents.first[name.index] - 1)
    if before is None or before.text != ",":
        return False
    return not any(child.dep in ("cc", "conj") for child in (*name.rights, *name.head.rights) if child is not name)


def role_words(analysis: Analysis, found: Range) -> str | None:
    """Cut the words of a role without the "his", "its" or "their" that points at somebody else."""
    start, end = found
    while start + 1 < end and analysis.reading.tokens[start].tag == "PRP$":
        start += 1
    return words_of(analysis, (start, end))


def is_role(analysis: Analysis, token: Token) -> bool:
    """Whether the noun says what somebody does."""
    return token.lemma in analysis.lexicon.roles or token.lower in analysis.lexicon.roles


def affiliation_beside(analysis: Analysis, name: Token) -> str | None:
    """Find the affiliation in a role beside a name: in apposition, or before the name."""
    named = office_named_by(analysis, name)
    beside = [child for child in name.children if child.dep == "appos"] + ([named] if named is not None else [])
    for role in beside:
        if is_role(analysis, role):
            return affiliation_of(analysis, role)
    return None


def affiliation_of(analysis: Analysis, role: Token) -> str | None:
    """Find the body a role belongs to: "of the ministry", "the ministry's", "Kremlin spokesman"."""
    for child in role.rights:
        if child.dep == "prep" and child.lower in ("of", "for", "at", "from", "with"):
            noun = next((grand for grand in child.children if grand.dep == "pobj"), None)
            if noun is not None:
                return words_of(analysis, analysis.trimmed(_without_holder(analysis, role, noun)))
    poss = next((child for child in role.lefts if child.dep == "poss" and child.pos != "PRON"), None)
    if poss is not None:
        return words_of(analysis, (analysis.extents.first[poss.index], poss.index + 1))
    modifiers = [child for child in role.lefts if child.dep in ("compound", "nmod") and not is_role(analysis, child)]
    if modifiers:
        return words_of(analysis, (analysis.extents.first[modifiers[0].index], modifiers[-1].index + 1))
    return None


def _without_holder(analysis: Analysis, role: Token, body: Token) -> Range:
    """Cut off the name of who holds the role, where it hangs on the words of the body."""
    start, end = analysis.extents.range_of(body)
    names = analysis.tokens((body.index + 1, end))
    holder = next((name for name in names if name.pos == "PROPN" and office_named_by(analysis, name) is role), None)
    return start, end if holder is None else analysis.extents.first[holder.index]


def words_of(analysis: Analysis, found: Range) -> str | None:
    """The words of a range on one line, up to a relative clause set off by a comma."""
    reading, (first, after) = analysis.reading, found
    for index in range(first + 1, after - 1):
        if reading.tokens[index].text == "," and reading.tokens[index + 1].tag in _RELATIVE_TAGS:
            after = index
            break
    if first >= after:
        return None
    start, end = reading.reach_of(reading.tokens[first:after])
    return " ".join(reading.text[start:end].split())
