"""Prepositional cues: "according to"."""

from collections.abc import Iterator, Mapping, Sequence

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.opener import without_opener
from claimwire_extractor.core.claims.phrase_at import phrase_at
from claimwire_extractor.core.claims.speaker_phrase import is_of_speaker
from claimwire_extractor.core.token import Token

_CLIMB = 12
_WORDS = frozenset({"NOUN", "VERB", "PROPN", "NUM", "AUX", "ADJ", "PRON"})
_CLOSING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADV"})
"""What a whole clause ends with."""
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "relcl", "parataxis"})


def according_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is a preposition, in the order of the cues."""
    tokens = analysis.reading.tokens
    phrases = analysis.lexicon.according
    for index, token in enumerate(tokens):
        if token.lower not in phrases:
            continue
        phrase = phrase_at(phrases, tokens, index)
        found = _attribution(analysis, (index, index + len(phrase))) if phrase else None
        if found is not None:
            yield found


def _attribution(analysis: Analysis, cue: Range) -> Attribution | None:
    tokens = analysis.reading.tokens
    last = tokens[cue[1] - 1]
    noun = next((child for child in last.rights if child.dep in ("pobj", "pcomp")), None)
    if noun is None:
        return None
    source = analysis.trimmed((max(cue[1], analysis.extents.first[noun.index]), analysis.extents.last[noun.index] + 1))
    if source[0] >= source[1]:
        return None
    if cue[0] == analysis.sentence_range(last)[0]:
        source = _without_next_subject(analysis, source)
        noun = noun if noun.index < source[1] else tokens[source[1] - 1]
    content = _content(analysis, (cue[0], source[1]))
    if not content:
        return None
    anchor = tokens[cue[0]]
    lemma = " ".join(token.lower for token in tokens[cue[0] : cue[1]])
    return Attribution(
        source=source,
        head=noun,
        cue=cue,
        anchor=anchor,
        lemma=lemma,
        act=ClaimAct.SAY,
        content=content,
        reasons=(
            analysis.reason("source.behind-preposition", source),
            analysis.reason("cue.preposition", cue),
            analysis.reason("content.rest-of-clause", *content),
        ),
    )


def _without_next_subject(analysis: Analysis, source: Range) -> Range:
    """End the source where the comma behind it is lost: "According to the council heavy shelling has hit ..."."""
    tokens = analysis.reading.tokens
    following = analysis.token(source[1])
    if following is None or following.pos not in ("VERB", "AUX") or following.tag in ("VBN", "VBG"):
        return source
    if any(token.text == "," or token.pos == "CCONJ" for token in analysis.tokens(source)):
        return source
    if is_of_speaker(analysis, tokens[source[1] - 1]) or tokens[source[1] - 1].pos == "PROPN":
        return source
    ends = (index for index in range(source[1] - 2, source[0], -1) if is_of_speaker(analysis, tokens[index]))
    end = next(ends, None)
    return (source[0], end + 1) if end is not None else source


def without_trailing_sources(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Cut ", according to X" off the ends of other contents: X is a source, not part of what Y said."""
    begins = {found.source[1]: found.cue[0] for found in attributions if " " in found.lemma}
    return [
        found._replace(content=tuple((start, _cut(start, end, begins)) for start, end in found.content))
        if " " not in found.lemma and any(end in begins for _, end in found.content)
        else found
        for found in attributions
    ]


def _cut(start: int, end: int, begins: Mapping[int, int]) -> int:
    begin = begins.get(end, start)
    return begin if begin > start else end


def _content(analysis: Analysis, phrase: Range) -> tuple[Range, ...]:
    sentence = analysis.sentence_range(analysis.reading.tokens[phrase[0]])
    ends = analysis.trimmed((phrase[0], sentence[1]))[1] <= phrase[1]
    clause = _clause(analysis.reading.tokens[phrase[0]], joined=ends)
    first, last = sentence if clause is None else analysis.extents.range_of(clause)
    if clause is not None:
        last = min(last, _other_speaker(analysis, clause, phrase[1]))
    left = analysis.trimmed((first, phrase[0]))
    right = analysis.trimmed((phrase[1], last))
    left = (without_opener(analysis, left), left[1])
    parts = [part for part in (left, right) if _says_something(analysis, part)]
    whole = analysis.clauses.has_verb(*left) and analysis.reading.tokens[left[1] - 1].pos in _CLOSING
    if len(parts) > 1 and whole and not analysis.clauses.has_verb(*right):
        return (left,)
    return tuple(parts)


def _other_speaker(analysis: Analysis, clause: Token, start: int) -> int:
    """Index at which somebody else begins to speak: "according to police two were hurt, but a medic said three were"."""
    tokens = analysis.reading.tokens
    for joined in clause.rights:
        speaks = joined.dep == "conj" and joined.lemma in analysis.lexicon.speaking and joined.index > start
        if speaks and any(child.dep == "nsubj" for child in joined.lefts):
            first = analysis.extents.first[joined.index]
            return first - 1 if tokens[first - 1].pos == "CCONJ" else first
    return len(tokens)


def _says_something(analysis: Analysis, part: Range) -> bool:
    return any(analysis.reading.tokens[index].pos in _WORDS for index in range(*part))


def _clause(token: Token, *, joined: bool) -> Token | None:
    """Head of the clause the phrase hangs on, or of all the clauses joined to it; none where it hangs on no verb."""
    current = token
    for _ in range(_CLIMB):
        if current.is_root:
            return current
        current = current.head
        one = not (_shares_subject(current) or (joined and current.dep in ("conj", "relcl")))
        if current.pos in ("VERB", "AUX") and current.dep in _CLAUSES and one:
            return current
    return None


def _shares_subject(verb: Token) -> bool:
    """Whether the clause is joined to another whose subject it shares."""
    return verb.dep == "conj" and not any(child.dep in ("nsubj", "nsubjpass", "expl") for child in verb.lefts)
