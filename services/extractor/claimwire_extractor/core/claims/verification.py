"""What the article says about verification, and of which claims."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from claimwire.events import ClaimAct, Cut, Span, Status, StatusKind
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.note_patterns import NotePatterns
from claimwire_extractor.core.claims.remark import cue_above
from claimwire_extractor.core.claims.verdict import is_verdict, verdict_word
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_LONGEST = 1500
"""Code points of a sentence that is read; the patterns are quadratic in what they skip."""

_SEVERAL = frozenset({"neither", "both", "either", "sides"})
_FEW = 3
"""Words between quotation marks that are no speech."""


class Note(NamedTuple):
    """A verification note and where it stands."""

    status: Status
    sentence: Sentence
    at: int
    """Offset of the words that give the verdict."""
    word: Token | None
    """The verb or noun that gives it."""
    opens: bool
    """The paragraph begins with it: it speaks of the paragraph before."""
    several: bool
    """It speaks of what different people said: "neither claim", "both sides"."""


def too_long_for_notes(reading: Reading) -> Iterator[Cut]:
    """Tell which sentences are too long to be read for verification notes."""
    for sentence in reading.sentences:
        if sentence.end - sentence.start > _LONGEST:
            yield Cut(start=sentence.start, end=sentence.end, reason="verification notes of a long sentence")


def verification_notes(analysis: Analysis, known: frozenset[str], boilerplate: frozenset[int]) -> Iterator[Note]:
    """Find the notes of an article in order; one clause gives one note of each kind at most.

    ``known`` are the letters in its text, ``boilerplate`` the indices of paragraphs to leave out.
    """
    reading = analysis.reading
    patterns = analysis.lexicon.notes.within(known)
    for sentence in reading.sentences:
        start, end = sentence.start, sentence.end
        if end - start > _LONGEST or not patterns.may_be_in(reading.text[start:end].lower()):
            continue
        if sentence.paragraph in boilerplate:
            continue
        opens = reading.paragraphs[sentence.paragraph].sentences[0] is sentence
        for start, end in _clauses(analysis, sentence):
            for status, at, word in _statuses(analysis, patterns, start, end):
                several = any(token.lower in _SEVERAL for token in reading.tokens_between(start, end))
                yield Note(status, sentence, at, word, opens, several)


def _clauses(analysis: Analysis, sentence: Sentence) -> Sequence[tuple[int, int]]:
    """Split a sentence where a conjunction joins two clauses with subjects of their own."""
    cuts = []
    for token in sentence.tokens:
        joins = token.dep == "conj" and token.pos in ("VERB", "AUX")
        if joins and any(child.dep in ("nsubj", "nsubjpass", "expl") for child in token.lefts):
            first = analysis.extents.first[token.index]
            start = analysis.reading.tokens[first].start
            if sentence.start < start:
                cuts.append(start)
    edges = [sentence.start, *sorted(set(cuts)), sentence.end]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _statuses(
    analysis: Analysis, patterns: NotePatterns, start: int, end: int
) -> Iterator[tuple[Status, int, Token | None]]:
    # The one letter that is longer in lower case would shift the offsets.
    lowered = analysis.reading.text[start:end].replace("'", "\u2019").replace("\u0130", "i").lower()
    taken: list[tuple[int, int]] = []
    for kind in (StatusKind.UNVERIFIED, StatusKind.NO_COMMENT, StatusKind.DENIED, StatusKind.VERIFIED):
        for found in _found(analysis, patterns, kind, lowered, start):
            if any(a < found[1] and found[0] < b for a, b in taken):
                continue
            tokens = analysis.reading.tokens_between(*found)
            if tokens and is_verdict(analysis, kind, tokens):
                evidence = _evidence(analysis, start, end)
                if evidence is None:
                    return
                taken.append(found)
                word = verdict_word(analysis, tokens)
                claimed = word if kind is StatusKind.DENIED and word is not None and _is_claim(analysis, word) else None
                by = _by(analysis, tokens) if claimed is None else _teller(analysis, claimed)
                yield Status(status=kind, by=by, evidence=evidence), tokens[0].start, word
                break


def _found(
    analysis: Analysis, patterns: NotePatterns, kind: StatusKind, lowered: str, start: int
) -> Iterator[tuple[int, int]]:
    """Find the words of a kind of note; what people say is none, save flat denials and what they do not know.

    ``lowered`` is a clause in lower case with the apostrophes that the patterns have, ``start`` where it begins.
    """
    narrated, spoken = patterns.narrated[kind], patterns.spoken.get(kind)
    if narrated.may_be_in(lowered):
        for found in narrated.pattern.finditer(lowered):
            if not _is_speech(analysis, start + found.start()):
                yield start + found.start(), start + found.end()
    if spoken is not None and spoken.may_be_in(lowered):
        for found in spoken.pattern.finditer(lowered):
            yield start + found.start(), start + found.end()


def _is_speech(analysis: Analysis, at: int) -> bool:
    """Whether the words are somebody's speech; a few words in quotation marks, or any between dashes, are the narrator's."""
    quote = analysis.quotes.at(at)
    return (
        quote is not None
        and not quote.dashed
        and len(analysis.reading.tokens_between(quote.inner_start, quote.inner_end)) > _FEW
    )


def _evidence(analysis: Analysis, start: int, end: int) -> Span | None:
    tokens = analysis.reading.tokens_between(start, end)
    if not tokens:
        return None
    first, last = analysis.trimmed((tokens[0].index, tokens[-1].index + 1))
    while last > first and analysis.reading.tokens[last - 1].pos in ("CCONJ", "PUNCT"):
        last -= 1
    return analysis.reading.span_of(analysis.tokens((first, last))) if first < last else None


def _by(analysis: Analysis, tokens: Sequence[Token]) -> Span | None:
    """Find who verified, denied or kept silent: the subject of the note's verb, or "from X" and "by X" after it."""
    for token in tokens:
        for child in token.children:
            if child.dep in ("prep", "agent") and child.lower in ("from", "by"):
                noun = next((c for c in child.children if c.dep == "pobj"), None)
                if noun is not None:
                    return _span(analysis, noun)
    for token in tokens:
        if token.pos == "VERB":
            subject = next((c for c in token.lefts if c.dep == "nsubj"), None)
            if subject is not None and subject.pos in ("NOUN", "PROPN"):
                return _span(analysis, subject)
    return None


def _is_claim(analysis: Analysis, word: Token) -> bool:
    """Whether it is a noun for what is called false, be it misread as a verb, and none for denying."""
    return analysis.lexicon.nouns.get(word.lemma, ClaimAct.DENY) is not ClaimAct.DENY


def _teller(analysis: Analysis, noun: Token) -> Span | None:
    """Find who calls it false: "The army said that reports of a raid were false"."""
    cue = cue_above(analysis, noun)
    subject = analysis.clauses.subjects.get(cue.index) if cue is not None else None
    return _span(analysis, subject) if subject is not None and subject.pos in ("NOUN", "PROPN") else None


def _span(analysis: Analysis, noun: Token) -> Span:
    return analysis.reading.span_of(analysis.tokens(analysis.trimmed(analysis.extents.range_of(noun))))
