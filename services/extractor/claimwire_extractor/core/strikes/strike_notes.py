"""Notes on verification that stand where a strike is told, or right behind."""

import re
from collections.abc import Iterator, Sequence

from claimwire.events import Side, Status, StatusKind
from claimwire_extractor.core.standing_denial import is_standing_denial
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token

_DENIED = frozenset({"dobj", "xcomp", "ccomp", "pcomp", "prep", "nsubjpass"})
_IT = frozenset({"it", "this", "that", "them"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "all"})
_NOT_CHECKED = re.compile(r"verif|confirm|corroborat|authenticat|substantiat|evidence|proof", re.IGNORECASE)
"""Words of a note that nobody could check; others ("it was not clear whether") speak of what was not claimed."""

_SILENT = re.compile(r"\bcomment|respond|react", re.IGNORECASE)
_CHECKED_CLOSELY = re.compile(r"verif|authenticat|geolocat", re.IGNORECASE)
_CHECKED = re.compile(r"verif|confirm|acknowledg|admit|conced|authenticat|geolocat", re.IGNORECASE)


def strike_notes(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[list[Status]]:
    """List for each strike the notes which speak of it: denials, silence, what was checked and what could not be."""
    found: list[list[Status]] = [[] for _ in groups]
    for note in _notes(background):
        tokens = background.reading.tokens_between(note.evidence.start, note.evidence.end)
        strike = aftermath.strike_at(tokens[0]) if tokens else None
        if strike is None:
            continue
        told_here = aftermath.tells(background.reading.sentence_of(tokens[0]))
        if denies_another_strike(background, note, groups[strike]):
            continue
        if _speaks_of_a_strike(note, tokens, background.lexicon.modality, told_here=told_here):
            found[strike].append(note)
    return found


def _speaks_of_a_strike(note: Status, tokens: Sequence[Token], words: Modality, *, told_here: bool) -> bool:
    match note.status:
        case StatusKind.UNVERIFIED:
            return says_unchecked(note)
        case StatusKind.NO_COMMENT:
            return _SILENT.search(note.evidence.text) is not None
        case StatusKind.VERIFIED:
            if told_here and _CHECKED_CLOSELY.search(note.evidence.text):
                return True
            known = any(token.lemma in words.strike_nouns and _is_definite(token) for token in tokens)
            return known and _CHECKED.search(note.evidence.text) is not None
        case StatusKind.DENIED:
            return _denies_a_strike(tokens, words)


def says_unchecked(note: Status) -> bool:
    """Tell a note that something could not be checked from one that something is not known: "not clear who fired"."""
    return _NOT_CHECKED.search(note.evidence.text) is not None


def denies_another_strike(background: Background, note: Status, group: Sequence[Mention]) -> bool:
    """Tell that a side denies to have done what the article puts on another side: it speaks of another strike."""
    if note.status is not StatusKind.DENIED:
        return False
    tokens = background.reading.tokens_between(note.evidence.start, note.evidence.end)
    words = background.lexicon.modality
    # "Denied responsibility", "denied firing on the town".
    own = any(
        token.lemma in words.blame or (token.dep == "xcomp" and token.head.lemma in words.denials) for token in tokens
    )
    if note.by is None or not own:
        return False
    by = background.side_of(background.reading.tokens_between(note.by.start, note.by.end))
    sides = {mention.side for mention in group} - {Side.UNKNOWN}
    return by is not Side.UNKNOWN and bool(sides) and by not in sides


def _is_definite(noun: Token) -> bool:
    return any(part.lower in _DEFINITE for part in noun.children)


def _denies_a_strike(tokens: Sequence[Token], words: Modality) -> bool:
    return any(
        _is_of_a_strike(denied, words)
        for token in tokens
        if token.lemma in words.denials and not is_standing_denial(token)
        for denied in token.children
        if denied.dep in _DENIED
    )


def _is_of_a_strike(denied: Token, words: Modality) -> bool:
    if denied.dep == "prep":
        return any(_is_of_a_strike(held, words) for held in denied.children)
    if denied.lower in _IT:
        return True
    if denied.lemma in words.deniable_said:
        return _is_definite(denied)
    return any(part.lemma in words.deniable for part in (denied, *denied.children))


def _notes(background: Background) -> Iterator[Status]:
    seen: set[tuple[StatusKind, int]] = set()
    tied = (note for claim in background.claims.claims for note in claim.verification)
    for note in (*tied, *background.claims.statuses):
        key = (note.status, note.evidence.start)
        if key not in seen:
            seen.add(key)
            yield note
