"""The people an article names."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.roles import LONGEST_OFFICE, affiliation_beside, is_role, role_of, role_words
from claimwire_extractor.core.token import Token

_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady"})
_LONGEST_RUN = 10
"""Proper nouns in a row; longer runs are lists or capitals, not people."""
_NAMESAKES = 8
"""People of one surname told apart."""
_SHORTEST_NAME = 2
"""Words of a name and a surname."""
_NAME_WORDS = range(2, 7)


@dataclass(slots=True)
class Person:
    """Somebody the article names."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    pronoun: str | None = None
    """"he" or "she", once the article called the person so."""


@dataclass(slots=True)
class Cast:
    """The people an article names, by surname in lower case; namesakes stand side by side."""

    people: dict[str, list[Person]] = field(default_factory=dict)
    mentions: list[tuple[int, Person]] = field(default_factory=list)
    """Where each is named, by token index, in the order of the text."""
    indices: list[int] = field(default_factory=list)

    def before(self, index: int, most: int) -> list[tuple[int, Person]]:
        """The last mentions before a token, nearest first."""
        end = bisect_left(self.indices, index)
        return self.mentions[max(0, end - most) : end][::-1]

    def called(self, name: str) -> Person | None:
        """Find the person by a full name, a surname, or a longer name that ends with the known one."""
        namesakes = self.people.get(_surname(name), [])
        for person in namesakes:
            if person.name.endswith(name) or name.endswith(person.name):
                return person
        return None

    def add(self, person: Person, at: int) -> None:
        """Enter a person, or what is new about one."""
        known = self.called(person.name)
        if known is None:
            known = person
            namesakes = self.people.setdefault(_surname(person.name), [])
            if len(namesakes) < _NAMESAKES:
                namesakes.append(person)
        elif len(person.name) > len(known.name):
            known.name = person.name
        known.role = known.role or person.role
        known.affiliation = known.affiliation or person.affiliation
        self.mentions.append((at, known))


def cast_of(analysis: Analysis) -> Cast:
    """Read the article's people off its runs of proper nouns, titles, role nouns and appositions."""
    cast = Cast()
    runs = _name_runs(analysis)
    for run in runs:
        person = _person(analysis, run)
        if person is not None:
            cast.add(person, run[1] - 1)
    named = {at for at, _ in cast.mentions}
    for start, end in runs:
        if end - start == 1 and start not in named:
            person = cast.called(analysis.reading.tokens[start].text)
            if person is not None:
                cast.mentions.append((start, person))
    cast.mentions.sort(key=lambda mention: mention[0])
    cast.indices.extend(at for at, _ in cast.mentions)
    return cast


def _name_runs(analysis: Analysis) -> Sequence[Range]:
    runs: list[Range] = []
    start: int | None = None
    tokens = analysis.reading.tokens
    for index, token in enumerate(tokens):
        if start is None and token.pos != "PROPN":
            continue
        part = _is_part(analysis, token) or (start is not None and _is_joint(analysis, index))
        if start is not None and (not part or token.sentence != tokens[start].sentence):
            runs.append((start, index))
            start = None
        if part and start is None:
            start = index
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def _is_part(analysis: Analysis, token: Token) -> bool:
    return token.pos == "PROPN" and (token.text[:1].isupper() or token.lower in analysis.lexicon.particles)


def _is_joint(analysis: Analysis, index: int) -> bool:
    """Whether it is the hyphen of a name: "al-Ahmad"."""
    before, token = analysis.reading.tokens[index - 1], analysis.reading.tokens[index]
    if token.text != "-" or before.end != token.start:
        return False
    following = analysis.token(index + 1)
    return following is not None and following.start == token.end and following.text[:1].isupper()


def _surname(name: str) -> str:
    parts = name.replace("-", " ").split()
    return parts[-1].lower() if parts else name


def _person(analysis: Analysis, run: Range) -> Person | None:
    """Read a run of proper nouns as a person, or as none."""
    if run[1] - run[0] > _LONGEST_RUN:
        return None
    lexicon = analysis.lexicon
    office = _office(analysis, run)
    name = _untitled(analysis, run if office is None else (office[1], run[1]))
    titled = office is not None or name[0].index > run[0]
    if name[0].text == "-" or name[-1].text == "-" or _is_office(analysis, name):
        return None
    words = [token.lower for token in name]
    if not (lexicon.organisations.isdisjoint(words) and lexicon.documents.isdisjoint(words)):
        return None
    head, start = name[-1], name[0].index
    role = role_of(analysis, head, start) if office is None else role_words(analysis, (office[0], start))
    if role is None and not titled and (len(name) not in _NAME_WORDS or not _acts(head)):
        return None
    if role is None and any(child.dep == "det" for child in head.children):
        return None
    if role is None and titled:
        titles = analysis.tokens((run[0], start))
        if not all(token.lower in _HONORIFICS for token in titles):
            role = " ".join(token.text for token in titles)
    text = analysis.reading.text[name[0].start : name[-1].end]
    return Person(name=" ".join(text.split()), role=role, affiliation=affiliation_beside(analysis, head))


def _untitled(analysis: Analysis, run: Range) -> Sequence[Token]:
    """The words of a run behind its titles and role nouns; one word at least."""
    lexicon = analysis.lexicon
    name = analysis.tokens(run)
    while len(name) > 1 and (name[0].lower in lexicon.titles or name[0].lemma in lexicon.roles):
        name = name[1:]
    for last in range(len(name) - 1, -1, -1):
        if name[last].lower in lexicon.roles:
            return name[last + 1 :] or name
    return name


def _office(analysis: Analysis, run: Range) -> Range | None:
    """Find an office in front of a name that ends with names itself: "Secretary of State NAME", "head of the Bank NAME"."""
    tokens = analysis.reading.tokens
    for index in range(run[0], run[1] - 1):
        word, following = tokens[index], tokens[index + 1]
        if word.dep != "pobj" or (following.index < run[1] - 1 and following.dep != "compound"):
            continue
        for _ in range(LONGEST_OFFICE):
            if word.dep != "pobj" or word.head.dep != "prep":
                break
            word = word.head.head
            if is_role(analysis, word) and (tokens[run[1] - 1].head is word or word.head is tokens[run[1] - 1]):
                return analysis.extents.first[word.index], index + 1
    return None


def _is_office(analysis: Analysis, name: Sequence[Token]) -> bool:
    """Whether the words are an office, not a name: "Deputy Minister", "U.S. Ambassador" to a body."""
    head = name[-1]
    if not is_role(analysis, head):
        return False
    # Before a name in full an office has lost its comma.
    bare = len(name) <= _SHORTEST_NAME and any(child.dep in ("appos", "prep") for child in head.rights)
    return bare or all(is_role(analysis, token) for token in name)


def _acts(head: Token) -> bool:
    """Whether the name does something only people do in the text: it speaks, or "who" follows."""
    if head.dep in ("nsubj", "appos", "poss") or (head.dep == "pobj" and head.head.lower in ("to", "by", "with")):
        return True
    return any(grand.lower == "who" for child in head.children for grand in child.children)
