"""Who a source is, through the article."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.events import ClaimAct, Speaker, SpeakerKind
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.token import Token

_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_BODY_PRONOUNS = frozenset({"it", "its", "itself", "they", "them", "their", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_RELATIVE_TAGS = ("WDT", "WP", "WP$")
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady"})


@dataclass(slots=True)
class Person:
    """Somebody the article names."""

    name: str
    role: str | None = None
    affiliation: str | None = None


@dataclass(slots=True)
class _Spoken:
    """A speaker already met, as later words can refer back to it."""

    speaker: Speaker
    nouns: frozenset[str]
    """Lower-case nouns of its name and role."""


@dataclass(slots=True)
class Cast:
    """The people an article names, by surname."""

    people: dict[str, Person] = field(default_factory=dict)
    mentions: list[tuple[int, Person]] = field(default_factory=list)
    """Where each is named, by token index, in the order of the text."""

    def add(self, person: Person, at: int) -> None:
        """Enter a person, or what is new about one."""
        surname = person.name.split()[-1].lower()
        known = self.people.get(surname)
        if known is None:
            self.people[surname] = known = person
        elif len(person.name.split()) > len(known.name.split()) and person.name.endswith(known.name):
            known.name = person.name
        known.role = known.role or person.role
        known.affiliation = known.affiliation or person.affiliation
        self.mentions.append((at, known))


def cast_of(analysis: Analysis) -> Cast:
    """Read the article's people off its runs of proper nouns, titles, role nouns and appositions."""
    cast = Cast()
    runs = list(_name_runs(analysis))
    for run in runs:
        person = _person(analysis, run)
        if person is not None:
            cast.add(person, run[1] - 1)
    for run in runs:
        tokens = analysis.tokens(run)
        surname = tokens[-1].lower
        if len(tokens) == 1 and surname in cast.people:
            cast.mentions.append((tokens[0].index, cast.people[surname]))
    cast.mentions.sort(key=lambda mention: mention[0])
    return cast


def _name_runs(analysis: Analysis) -> Sequence[Range]:
    runs: list[Range] = []
    start: int | None = None
    tokens = analysis.reading.tokens
    for index, token in enumerate(tokens):
        part = token.pos == "PROPN" and token.text[:1].isupper()
        if start is not None and (not part or token.sentence != tokens[start].sentence):
            runs.append((start, index))
            start = None
        if part and start is None:
            start = index
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def _person(analysis: Analysis, run: Range) -> Person | None:
    """Read a run of proper nouns as a person, or as none."""
    lexicon = analysis.lexicon
    tokens = analysis.tokens(run)
    name = list(tokens)
    titled = False
    while len(name) > 1 and (name[0].lower in lexicon.titles or name[0].lemma in lexicon.roles):
        titled = True
        name = name[1:]
    roles_inside = [i for i, token in enumerate(name) if token.lower in lexicon.roles]
    if roles_inside and roles_inside[-1] + 1 < len(name):
        titled = True
        name = name[roles_inside[-1] + 1 :]
    head = name[-1]
    role = _role_of(analysis, head, name[0].index)
    if any(token.lower in lexicon.organisations or token.lower in lexicon.documents for token in name):
        return None
    if role is None and not titled and (len(name) < 2 or len(name) > 4 or not _acts(head)):
        return None
    if role is None and any(child.dep == "det" for child in head.children):
        return None
    if role is None and titled and name[0].index > run[0]:
        words = analysis.tokens((run[0], name[0].index))
        if not all(token.lower in _HONORIFICS for token in words):
            role = " ".join(token.text for token in words)
    text = analysis.reading.text[name[0].start : name[-1].end]
    return Person(name=" ".join(text.split()), role=role, affiliation=_affiliation_beside(analysis, head))


def _acts(head: Token) -> bool:
    """Whether the name does something only people do in the text: it speaks, or "who" follows."""
    if head.dep in ("nsubj", "appos", "poss") or (head.dep == "pobj" and head.head.lower in ("to", "by", "with")):
        return True
    return any(grand.lower == "who" for child in head.children for grand in child.children)


def _role_of(analysis: Analysis, head: Token, start: int) -> str | None:
    """Find the role that stands beside a name: in apposition, or right before it."""
    lexicon = analysis.lexicon
    for child in head.rights:
        if child.dep == "appos" and _is_role(analysis, child):
            return _words(analysis, analysis.trimmed(analysis.extents.range_of(child)))
    if head.dep == "appos" and head.head.index < head.index and _is_role(analysis, head.head):
        first = analysis.extents.first[head.head.index]
        return _words(analysis, analysis.trimmed((first, start)))
    before = analysis.token(start - 1)
    if before is not None and before.head is head and before.lemma in lexicon.roles:
        return _words(analysis, (analysis.extents.first[head.index], start))
    return None


def _is_role(analysis: Analysis, token: Token) -> bool:
    return token.lemma in analysis.lexicon.roles or token.lower in analysis.lexicon.roles


def _affiliation_beside(analysis: Analysis, name: Token) -> str | None:
    """Find the affiliation in a role beside a name: in apposition, or before the name."""
    beside = [child for child in name.children if child.dep == "appos"] + ([name.head] if name.dep == "appos" else [])
    for role in beside:
        if _is_role(analysis, role):
            return _affiliation_of(analysis, role)
    return None


def _affiliation_of(analysis: Analysis, role: Token) -> str | None:
    """Find the body a role belongs to: "of the ministry", "the ministry's", "Kremlin spokesman"."""
    for child in role.rights:
        if child.dep == "prep" and child.lower in ("of", "for", "at", "from", "with"):
            noun = next((grand for grand in child.children if grand.dep == "pobj"), None)
            if noun is not None:
                return _words(analysis, analysis.trimmed(analysis.extents.range_of(noun)))
    poss = next((child for child in role.lefts if child.dep == "poss" and child.pos != "PRON"), None)
    if poss is not None:
        return _words(analysis, (analysis.extents.first[poss.index], poss.index + 1))
    modifiers = [child for child in role.lefts if child.dep in ("compound", "nmod") and not _is_role(analysis, child)]
    if modifiers:
        return _words(analysis, (analysis.extents.first[modifiers[0].index], modifiers[-1].index + 1))
    return None


def _words(analysis: Analysis, found: Range) -> str | None:
    """The words of a range on one line, up to a relative clause set off by a comma."""
    found = next(
        (
            (found[0], index)
            for index in range(found[0] + 1, found[1] - 1)
            if analysis.reading.tokens[index].text == "," and analysis.reading.tokens[index + 1].tag in _RELATIVE_TAGS
        ),
        found,
    )
    if found[0] >= found[1]:
        return None
    tokens = analysis.tokens(found)
    return " ".join(analysis.reading.text[tokens[0].start : tokens[-1].end].split())


@dataclass(slots=True)
class SpeakerResolver:
    """Names the sources of an article, asked in the order of the text.

    Pronouns and role nouns refer to earlier speakers first, then to people named before.
    """

    analysis: Analysis
    cast: Cast
    _spoken: list[_Spoken] = field(default_factory=list)

    def resolve(self, attribution: Attribution) -> Speaker:
        """Name the source of one attribution and remember it."""
        speaker = self._resolved(attribution)
        nouns = frozenset(word.lower().strip(".,’'") for word in f"{speaker.name} {speaker.role or ''}".split())
        self._spoken.append(_Spoken(speaker, nouns))
        return speaker

    def _resolved(self, attribution: Attribution) -> Speaker:
        analysis = self.analysis
        head = attribution.head
        span = analysis.reading.span_of(analysis.tokens(attribution.source))
        if head.pos == "PRON" or head.tag in ("WDT", "WP", "PRP", "PRP$", "WP$"):
            found = self._referent(head)
            if found is not None:
                return found.model_copy(update={"text": span.text, "start": span.start, "end": span.end})
            kind = SpeakerKind.PERSON if head.lower in _PERSON_PRONOUNS else SpeakerKind.UNNAMED
            return Speaker(text=span.text, start=span.start, end=span.end, name=span.text, kind=kind)
        person = self._named(attribution.source, head)
        if person is not None:
            return Speaker(
                text=span.text,
                start=span.start,
                end=span.end,
                name=person.name,
                role=person.role,
                affiliation=person.affiliation,
                kind=SpeakerKind.PERSON,
            )
        earlier = self._earlier(attribution.source, head)
        if earlier is not None:
            return earlier.model_copy(update={"text": span.text, "start": span.start, "end": span.end})
        name = self._plain_name(attribution.source, head) or span.text
        kind = self._kind(attribution.source, head)
        role = name if kind in (SpeakerKind.UNNAMED, SpeakerKind.PERSON) and _is_role(analysis, head) else None
        return Speaker(
            text=span.text,
            start=span.start,
            end=span.end,
            name=name,
            role=role,
            affiliation=_affiliation_of(analysis, head) if role else None,
            kind=kind,
        )

    def _named(self, source: Range, head: Token) -> Person | None:
        """Find the person whose name stands in the source."""
        for token in [head, *[t for t in self.analysis.tokens(source) if t.dep == "appos" and t.head is head]]:
            if token.pos == "PROPN":
                person = self.cast.people.get(token.lower)
                if person is not None and not any(c.dep == "det" for c in token.children):
                    return person
        return None

    def _referent(self, pronoun: Token) -> Speaker | None:
        word = pronoun.lower
        if word in _RELATIVE:
            return self._antecedent(pronoun)
        if word in _PERSON_PRONOUNS:
            for spoken in reversed(self._spoken[-12:]):
                if spoken.speaker.kind is SpeakerKind.PERSON and spoken.speaker.name.lower() not in _PERSON_PRONOUNS:
                    person = self._person_between(spoken.speaker, pronoun)
                    return self._speaker_for(person) if person is not None else spoken.speaker
            person = self._person_before(pronoun)
            return self._speaker_for(person) if person is not None else None
        if word in _BODY_PRONOUNS:
            for spoken in reversed(self._spoken[-12:]):
                if spoken.speaker.kind is not SpeakerKind.PERSON and spoken.speaker.name.lower() not in _BODY_PRONOUNS:
                    return spoken.speaker
        return None

    def _person_before(self, pronoun: Token) -> Person | None:
        """Find the person named last before the pronoun, subjects of sentences first."""
        before = [(at, person) for at, person in self.cast.mentions[-400:] if at < pronoun.index]
        for at, person in reversed(before[-12:]):
            if self.analysis.reading.tokens[at].dep == "nsubj":
                return person
        return before[-1][1] if before else None

    def _person_between(self, speaker: Speaker, pronoun: Token) -> Person | None:
        """Find somebody who became the subject of a sentence since the speaker spoke."""
        for at, person in reversed(self.cast.mentions):
            token = self.analysis.reading.tokens[at]
            if token.start <= speaker.end:
                return None
            if at < pronoun.index and token.dep == "nsubj" and self.analysis.quotes.at(token.start) is None:
                return person
        return None

    def _antecedent(self, relative: Token) -> Speaker | None:
        clause = relative.head
        for _ in range(4):
            if clause.dep in ("relcl", "acl"):
                noun = clause.head
                start = self.analysis.extents.first[noun.index]
                source = self.analysis.trimmed((start, max(noun.index + 1, min(relative.index, noun.index + 1))))
                attribution = Attribution(
                    source=source if source[0] <= noun.index < source[1] else (noun.index, noun.index + 1),
                    head=noun,
                    cue=(0, 0),
                    anchor=noun,
                    lemma="",
                    act=ClaimAct.SAY,
                    content=(),
                )
                return None if noun.pos == "PRON" else self._resolved(attribution)
            if clause.is_root:
                return None
            clause = clause.head
        return None

    def _speaker_for(self, person: Person) -> Speaker:
        return Speaker(
            text=person.name,
            start=0,
            end=len(person.name),
            name=person.name,
            role=person.role,
            affiliation=person.affiliation,
            kind=SpeakerKind.PERSON,
        )

    def _earlier(self, source: Range, head: Token) -> Speaker | None:
        """Find the speaker a short definite noun phrase points back to: "the command", "the governor"."""
        tokens = self.analysis.tokens(source)
        definite = tokens[0].lower in ("the", "this", "that", "its", "his", "her", "their")
        if head.pos == "PROPN" and not definite:
            words = {token.lower for token in tokens if token.pos == "PROPN"}
        elif definite and len(tokens) <= 3 and head.pos in ("NOUN", "PROPN"):
            words = {token.lower for token in tokens[1:] if token.pos in ("NOUN", "PROPN", "ADJ")}
        else:
            return None
        for spoken in reversed(self._spoken[-40:]):
            if words and words <= spoken.nouns:
                return spoken.speaker
        if definite and head.lemma in self.analysis.lexicon.roles:
            for at, person in reversed(self.cast.mentions):
                if at < head.index and person.role is not None and head.lower in person.role.lower().split():
                    return self._speaker_for(person)
        return None

    def _plain_name(self, source: Range, head: Token) -> str | None:
        """The source without what follows its head noun after a comma."""
        end = source[1]
        for child in head.rights:
            if child.dep in ("appos", "relcl", "acl") and child.index < end:
                end = min(end, self.analysis.extents.first[child.index])
        return _words(self.analysis, self.analysis.trimmed((source[0], max(end, head.index + 1))))

    def _kind(self, source: Range, head: Token) -> SpeakerKind:
        lexicon = self.analysis.lexicon
        tokens = self.analysis.tokens((source[0], head.index + 1))
        if head.lemma in lexicon.unnamed:
            return SpeakerKind.UNNAMED
        if head.lemma in lexicon.organisations or any(
            token.pos == "PROPN" and token.lower in lexicon.organisations for token in tokens
        ):
            return SpeakerKind.ORGANISATION
        if head.lemma in lexicon.documents:
            return SpeakerKind.DOCUMENT
        if head.pos == "PROPN":
            names = [token for token in tokens if token.pos == "PROPN"]
            person = len(names) in (2, 3) and tokens[0].lower != "the" and head.text not in lexicon.capitals
            return SpeakerKind.PERSON if person else SpeakerKind.ORGANISATION
        if head.lemma in lexicon.roles:
            return SpeakerKind.PERSON if head.tag == "NN" else SpeakerKind.UNNAMED
        return SpeakerKind.UNNAMED
