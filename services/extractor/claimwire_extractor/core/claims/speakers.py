"""Who a source is, through the article."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.events import ClaimAct, Speaker, SpeakerKind
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.cast import Cast, Person
from claimwire_extractor.core.claims.roles import affiliation_of, is_role, office_named_by, role_words, words_of
from claimwire_extractor.core.reason import Reason, Words
from claimwire_extractor.core.token import Token

_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_BODY_PRONOUNS = frozenset({"it", "its", "itself", "they", "them", "their", "themselves"})
_TOLD = frozenset({"ccomp", "xcomp", "pcomp", "acl", "relcl"})
"""Clauses within another."""
_RECENT = 12
"""Speakers and mentions a pronoun may refer back over."""
_FAR = 40
"""Speakers and mentions a short noun phrase may refer back over."""
_LONGEST_NAME = 7
"""Words of a name."""
_SHORT = 3
"""Words of a noun phrase that refers back: "the regional governor"."""
_SHORTEST_SURNAME = 5
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(slots=True)
class _Spoken:
    """A speaker already met, as later words can refer back to it."""

    speaker: Speaker
    words: frozenset[str]
    """Lower-case words of the name, or of a person's role."""
    head: str
    """Lower-case head noun of the words that named it."""
    plural: bool


@dataclass(slots=True)
class SpeakerResolver:
    """Names the sources of an article, asked in the order of the text.

    Pronouns and role nouns refer to earlier speakers first, then to people named before.
    """

    analysis: Analysis
    cast: Cast
    _spoken: list[_Spoken] = field(default_factory=list)

    def resolve(self, attribution: Attribution) -> tuple[Speaker, Reason]:
        """Name the source of one attribution, say why, and remember it."""
        speaker, why = self._resolved(attribution)
        head = attribution.head
        if head.pos != "PRON":
            described = speaker.role or speaker.name if speaker.kind is SpeakerKind.PERSON else speaker.name
            words = frozenset([word.strip(".,\u2019'") for word in described.lower().replace("-", " ").split()])
            self._spoken.append(_Spoken(speaker, words, head.lower, plural=head.tag in ("NNS", "NNPS")))
        return speaker, why

    def _resolved(self, attribution: Attribution) -> tuple[Speaker, Reason]:
        analysis = self.analysis
        head = attribution.head
        start, end = printed = analysis.reading.reach_of(analysis.tokens(attribution.source))
        text = analysis.reading.text[start:end]
        if head.pos == "PRON" or head.lower in _PERSON_PRONOUNS or head.tag in ("WDT", "WP", "PRP", "PRP$", "WP$"):
            found = self._referent(head)
            if found is not None:
                named = found.model_copy(update={"text": text, "start": start, "end": end})
                return named, Reason.of("source.pronoun", self._named_at(found, head))
            kind = SpeakerKind.PERSON if head.lower in _PERSON_PRONOUNS else SpeakerKind.UNNAMED
            unknown = Speaker(text=text, start=start, end=end, name=text, kind=kind)
            return unknown, Reason("source.pronoun-of-nobody", printed)
        person = self._named(attribution.source, head)
        if person is not None:
            called = Speaker(
                text=text,
                start=start,
                end=end,
                name=person.name,
                role=person.role,
                affiliation=person.affiliation,
                kind=SpeakerKind.PERSON,
            )
            return called, Reason("source.person", printed)
        earlier = self._earlier(attribution.source, head)
        if earlier is not None:
            meant = earlier.model_copy(update={"text": text, "start": start, "end": end})
            return meant, Reason.of("source.told-before", self._named_at(earlier, head))
        plain = self._without_apposition(attribution.source, head)
        name = words_of(analysis, plain) or text
        kind = self._kind(attribution.source, head)
        has_role = kind in (SpeakerKind.UNNAMED, SpeakerKind.PERSON) and is_role(analysis, head)
        role = role_words(analysis, plain) if has_role else None
        plainly = Speaker(
            text=text,
            start=start,
            end=end,
            name=name,
            role=role,
            affiliation=affiliation_of(analysis, head) if role else None,
            kind=kind,
        )
        return plainly, Reason("source.as-printed", printed)

    def _named_at(self, speaker: Speaker, referring: Token) -> Words:
        """Find the words before a pronoun or short phrase that name the speaker it stands for."""
        person = self.cast.called(speaker.name) if speaker.kind is SpeakerKind.PERSON else None
        for at, named in self.cast.before(referring.index, _FAR) if person else ():
            if named is person:
                return self.analysis.reading.tokens[at]
        spoken = (spoken.speaker for spoken in reversed(self._spoken[-_FAR:]) if spoken.speaker.name == speaker.name)
        return next(spoken, speaker if speaker.start else referring)

    def _named(self, source: Range, head: Token) -> Person | None:
        """Find the person whose name stands in the source."""
        for token in [head, *self.analysis.tokens((head.index + 1, source[1]))]:
            if token.pos != "PROPN" or not (token is head or self._stands_beside(token, head)):
                continue
            if any(child.dep == "det" for child in token.children):
                continue
            first = token.index
            while first > source[0] and self._is_first_name(first - 1, token):
                first -= 1
            for start in range(first, token.index + 1):
                person = self.cast.called(words_of(self.analysis, (start, token.index + 1)) or token.text)
                if person is not None:
                    return person
        return None

    def _stands_beside(self, name: Token, head: Token) -> bool:
        return (name.dep == "appos" and name.head is head) or office_named_by(self.analysis, name) is head

    def _is_first_name(self, index: int, surname: Token) -> bool:
        token = self.analysis.reading.tokens[index]
        part = token.pos == "PROPN" or token.text == "-"
        return token.head is surname and part and surname.index - index < _LONGEST_NAME

    def _referent(self, pronoun: Token) -> Speaker | None:
        word = pronoun.lower
        if word in _RELATIVE:
            return self._antecedent(pronoun)
        if word in _PERSON_PRONOUNS:
            person = self._person_meant(pronoun)
            return self._speaker_for(person) if person is not None else self._unlisted_person()
        if word in _BODY_PRONOUNS:
            plural = word.startswith("the")
            kinds = (SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED if plural else SpeakerKind.DOCUMENT)
            for spoken in reversed(self._spoken[-_RECENT:]):
                if spoken.speaker.kind in kinds and (spoken.plural or not plural):
                    return spoken.speaker
        return None

    def _person_meant(self, pronoun: Token) -> Person | None:
        """Find the person a pronoun means: who became a subject since the last speaker, the last speaker, or who was named last."""
        gender = "she" if pronoun.lower in ("she", "her", "herself") else "he"
        spoken = next(
            (spoken for spoken in reversed(self._spoken[-_RECENT:]) if spoken.speaker.kind is SpeakerKind.PERSON), None
        )
        speaking = self.cast.called(spoken.speaker.name) if spoken is not None else None
        since = spoken.speaker.end if spoken is not None else 0
        tokens = self.analysis.reading.tokens
        recent = self.cast.before(pronoun.index, _RECENT)
        subjects = [person for at, person in recent if tokens[at].start > since and self._is_subject(tokens[at])]
        candidates = [*subjects, *([speaking] if speaking else []), *[person for _, person in recent]]
        for person in candidates:
            if person.pronoun in (None, gender):
                person.pronoun = gender
                return person
        return None

    def _is_subject(self, token: Token) -> bool:
        if self.analysis.quotes.at(token.start) is not None:
            return False
        subject = token.head if token.dep == "appos" else token
        if subject.dep != "nsubj":
            return False
        clause = subject.head
        # Whoever is told of in what somebody said did not take over.
        return clause.dep not in _TOLD and (clause.is_root or clause.head.dep not in _TOLD)

    def _unlisted_person(self) -> Speaker | None:
        """Find the last person who spoke without a name: "the mayor"."""
        for spoken in reversed(self._spoken[-_RECENT:]):
            if spoken.speaker.kind is SpeakerKind.PERSON or (
                spoken.speaker.kind is SpeakerKind.UNNAMED and not spoken.plural
            ):
                return spoken.speaker
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
                return None if noun.pos == "PRON" else self._resolved(attribution)[0]
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
        if not definite or len(tokens) > _SHORT or head.pos not in ("NOUN", "PROPN"):
            return None
        words = {token.lower for token in tokens[1:] if token.pos in ("NOUN", "PROPN", "ADJ")}
        role = is_role(self.analysis, head)
        for spoken in reversed(self._spoken[-_FAR:]):
            if words and words <= spoken.words and (head.lower == spoken.head or role):
                return spoken.speaker
        if role:
            for _, person in self.cast.before(head.index, _FAR):
                if person.role is not None and head.lower in person.role.lower().split():
                    return self._speaker_for(person)
        return None

    def _without_apposition(self, source: Range, head: Token) -> Range:
        """The source without what follows its head noun after a comma."""
        end = source[1]
        for child in head.rights:
            if child.dep in ("appos", "relcl", "acl") and child.index < end:
                end = min(end, self.analysis.extents.first[child.index])
        return self.analysis.trimmed((source[0], max(end, head.index + 1)))

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
            return SpeakerKind.PERSON if person or self._is_surname(tokens) else SpeakerKind.ORGANISATION
        if head.lemma in lexicon.roles:
            return SpeakerKind.PERSON if head.tag == "NN" else SpeakerKind.UNNAMED
        return SpeakerKind.UNNAMED

    def _is_surname(self, tokens: Sequence[Token]) -> bool:
        """Whether a name alone is a family name, of somebody whom the article never introduced."""
        lexicon = self.analysis.lexicon
        name = tokens[0].lower
        told = len(name) >= _SHORTEST_SURNAME and name.endswith(lexicon.surname_endings)
        known = name in lexicon.surnames or (told and name not in lexicon.no_surnames)
        return len(tokens) == 1 and known and not tokens[0].text.isupper()
