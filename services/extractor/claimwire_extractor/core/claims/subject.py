"""Who does what a verb says."""

from claimwire_extractor.core.claims.analysis import Analysis, Range, is_mark
from claimwire_extractor.core.claims.remark import cue_above, is_remark
from claimwire_extractor.core.claims.speaker_phrase import is_of_speaker
from claimwire_extractor.core.token import Token

_LONGEST = 14
"""Words of a subject read off between a quotation and a cue."""
_WIDEST = 60
"""Words of a source; a longer noun phrase is cut."""
_CLIMB = 8
"""Verbs climbed over at most; deeper chains are parser noise."""

_STOPS = frozenset({",", "?", "!", ".", "\u2014"})
"""Marks that end a quotation which is content, and not a name."""

_WHEN = frozenset({"today", "yesterday", "early", "late"})
_LEADING = frozenset({"in", "on", "the", "that", "this", "same"})
_TIMES = frozenset({"week", "month", "year", "day", "night", "morning", "evening", "time"})


def subject_of(analysis: Analysis, verb: Token) -> Token | None:
    """Find the noun or pronoun that does the verb's action, climbing to the verb it hangs on where it has none."""
    clauses = analysis.clauses
    if verb.index in clauses.passive or _bare_participle(verb):
        return _agent(verb)
    current = (cue_above(analysis, verb) or verb) if is_remark(analysis, verb) else verb
    for _ in range(_CLIMB):
        found = clauses.subjects.get(current.index)
        if found is not None or current.is_root:
            return found
        if current.dep == "acl":
            return current.head if current.tag == "VBG" or current.index in clauses.infinitive else None
        if not _shares_subject(analysis, current):
            return None
        current = current.head
    return None


def subject_behind_dash(analysis: Analysis, verb: Token) -> Token | None:
    """Find the subject behind a cue that follows speech between dashes: "- We stay - assured the mayor"."""
    before = analysis.token(verb.index - 1)
    quote = analysis.quotes.at(before.start) if before is not None else None
    if quote is None or not quote.dashed or quote.end > verb.start:
        return None
    behind = analysis.tokens((verb.index + 1, min(verb.index + _LONGEST, analysis.sentence_range(verb)[1])))
    subject = next((token for token in behind if token.pos in ("NOUN", "PROPN", "PRON") or token.lower == "one"), None)
    while subject is not None and subject.dep in ("compound", "nmod", "poss") and subject.head.index > subject.index:
        subject = subject.head
    return subject


def _bare_participle(verb: Token) -> bool:
    """Whether it is a past participle without an auxiliary: "Asked about ...", "the report published"."""
    return verb.tag == "VBN" and verb.dep in ("advcl", "acl") and not any(child.dep == "aux" for child in verb.lefts)


def _shares_subject(analysis: Analysis, verb: Token) -> bool:
    """Whether a verb without a subject of its own takes that of the word it hangs on."""
    if verb.dep == "ccomp":
        return verb.tag == "VBG" or verb.index in analysis.clauses.infinitive
    if verb.dep == "advcl":
        return verb.tag in ("VBG", "VBN", "VB")
    return verb.dep in ("conj", "xcomp", "acomp", "pcomp", "prep", "dep")


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            return next((noun for noun in child.children if noun.dep == "pobj"), None)
    return None


def source_range(analysis: Analysis, subject: Token, verb: Token) -> Range:
    """Range of the whole noun phrase, without what the verb itself hangs on it."""
    start, end = analysis.extents.range_of(subject)
    start, end = max(start, subject.index - _WIDEST // 2), min(end, subject.index + _WIDEST // 2)
    if verb.index < subject.index and start <= verb.index:
        start = verb.index + 1
    if subject.index < verb.index < end:
        end = max(subject.index + 1, min(verb.index, analysis.extents.first[verb.index]))
    start, end = _without_asides(analysis, subject, _after_quotation(analysis, start, subject), end)
    start, end = analysis.trimmed((start, end))
    if not start <= subject.index < end:
        return subject.index, subject.index + 1
    return start, end


def _without_asides(analysis: Analysis, subject: Token, start: int, end: int) -> Range:
    """Cut "even" and "Earlier in the day" before a source and "last week" after it."""
    if analysis.reading.tokens[start].lower == "even" and start < subject.index:
        start += 1
    start = _without_opening(analysis, start, subject)
    for time in subject.rights:
        if time.dep == "npadvmod" and time.lemma in _TIMES:
            end = min(end, max(subject.index + 1, analysis.extents.first[time.index]))
    return start, end


def _without_opening(analysis: Analysis, start: int, subject: Token) -> int:
    """Begin behind the time told first, where its comma is lost: "Later on Friday a spokesman said"."""
    tokens = analysis.reading.tokens
    index = start
    while index < subject.index and _opens(analysis, tokens[index].lower):
        index += 1
    if index == start:
        return start
    time = index
    while time < subject.index and tokens[time].lower in _LEADING:
        time += 1
    timed = tokens[time].lemma.lower() in _TIMES or tokens[time].lower in analysis.lexicon.days
    return time + 1 if time > index and timed and time < subject.index else index


def _opens(analysis: Analysis, word: str) -> bool:
    return word in analysis.lexicon.openers or word in _WHEN


def _after_quotation(analysis: Analysis, start: int, subject: Token) -> int:
    """Begin after a quotation that the parser hung on the subject: ``"We stay," mayor Anna Orlova said``."""
    tokens = analysis.reading.tokens
    for index in range(subject.index - 1, start, -1):
        quote = analysis.quotes.at(tokens[index].start)
        if quote is not None and quote.dashed and quote.end <= subject.start:
            return index + 1
        if quote is not None and is_mark(tokens[index]) and tokens[index].end == quote.end:
            spoken = analysis.reading.text[quote.inner_end - 1] in _STOPS or tokens[index + 1].text in _STOPS
            return index + 1 if spoken else start
    return start


def appositive_subject(analysis: Analysis, verb: Token) -> Range | None:
    """Find the subject the parser took for an apposition of the clause before: ``..., the mayor, NAME, said``.

    Holds where the verb has no subject, a comma stands before it, and a chain of appositions ends there.
    """
    tokens = analysis.reading.tokens
    sentence_start, _ = analysis.sentence_range(verb)
    index = verb.index - 1
    while index > sentence_start and (tokens[index].pos == "PUNCT" or _helps(tokens[index], verb)):
        index -= 1
    found = None
    current = tokens[index]
    for _ in range(_CLIMB):
        if current.is_root or current.head.index < sentence_start or current.pos == "VERB":
            break
        start = analysis.extents.first[current.index]
        set_off = start > sentence_start and tokens[start - 1].text in (",", "”", '"', "''")
        if set_off and current.dep in ("appos", "conj") and current.pos in ("NOUN", "PROPN"):
            found = start, index + 1
        if found is not None and current.head.lemma not in analysis.lexicon.roles:
            break
        current = current.head
    return found


def _helps(token: Token, verb: Token) -> bool:
    return token.head is verb and token.dep in ("aux", "advmod")


def detached(analysis: Analysis, verb: Token) -> bool:
    """Whether it was coordinated with the verb before by a mere comma: ``..., its mayor, NAME, has said``."""
    if verb.dep != "conj" or verb.head.index > verb.index:
        return False
    if any(child.dep.startswith("nsubj") or child.dep == "dobj" for child in verb.children):
        return False
    helpers = [child.index for child in verb.lefts if _helps(child, verb)]
    before = analysis.token(min([verb.index, *helpers]) - 1)
    return before is not None and before.text == ","


def closer_subject(analysis: Analysis, verb: Token, subject: Token) -> Token:
    """Take the apposition for the subject where no comma ends it: ``they hit the home of NAME, an officer said``."""
    before = analysis.token(analysis.extents.first[subject.index] - 1)
    runs_on = before is not None and before.sentence == verb.sentence and before.pos in ("VERB", "ADP")
    if not runs_on or not any(
        child.dep == "ccomp" and child.index < subject.index < verb.index for child in verb.lefts
    ):
        return subject
    for other in subject.rights:
        first, end = analysis.extents.range_of(other)
        if other.dep != "appos" or other.pos not in ("NOUN", "PROPN") or analysis.reading.tokens[first - 1].text != ",":
            continue
        led = any(part.dep in ("det", "poss", "nummod") for part in other.lefts)
        if led and all(token.dep in ("aux", "advmod") for token in analysis.tokens((end, verb.index))):
            return other
    return subject


def inverted_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Find the subject the parser took for an object: ``"...," added another official``."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.index == 0:
        return None
    if verb.dep == "conj" and any(child.dep == "cc" for child in verb.head.rights):
        return None
    if verb.index in analysis.clauses.subjects:
        return None
    before = analysis.reading.tokens[verb.index - 1]
    quoted = is_mark(before) and analysis.quotes.at(before.start) is not None
    if before.sentence != verb.sentence or not (quoted or before.text == ","):
        return None
    return next((child for child in verb.rights if _is_taken_for_object(analysis, verb, child, quoted=quoted)), None)


def _is_taken_for_object(analysis: Analysis, verb: Token, noun: Token, *, quoted: bool) -> bool:
    """Whether a noun right after the verb is its subject; after a mere comma only a name that ends the sentence is."""
    first, last = analysis.extents.range_of(noun)
    if noun.dep not in ("dobj", "npadvmod", "attr", "oprd") or first != verb.index + 1:
        return False
    if quoted:
        return noun.pos in ("NOUN", "PROPN", "PRON")
    following = analysis.token(last)
    ends = following is not None and following.text == "."
    if verb.dep == "conj":
        return ends and verb.lemma in analysis.lexicon.speaking and is_of_speaker(analysis, noun)
    return ends and noun.pos == "PROPN" and verb.is_root


def compound_subject(analysis: Analysis, verb: Token) -> Range | None:
    """Read off the subject whose noun was taken for a verb or a modifier of the cue: ``..., bank records show``."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.index in analysis.clauses.subjects:
        return None
    if verb.dep == "compound":
        return None
    start = verb.index
    while start > 0 and analysis.reading.tokens[start - 1].dep in ("compound", "amod", "nmod", "det", "poss", "case"):
        start -= 1
    before = analysis.token(start - 1)
    if start == verb.index or before is None or before.text != "," or before.sentence != verb.sentence:
        return None
    return start, verb.index


def subject_after_quotation(analysis: Analysis, verb: Token) -> Range | None:
    """Read the subject off between a closing mark and the cue where the parser joined it to the quotation.

    Holds where the verb has no subject of its own and the words between hold a name or noun.
    """
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.index in analysis.clauses.subjects:
        return None
    tokens = analysis.reading.tokens
    index = verb.index - 1
    while index >= 0 and verb.index - index <= _LONGEST and analysis.quotes.at(tokens[index].start) is None:
        index -= 1
    between = tokens[index + 1 : verb.index]
    if index < 0 or verb.index - index > _LONGEST or not between or analysis.quotes.at(tokens[index].start) is None:
        return None
    if (
        not is_mark(tokens[index])
        or between[0].text == ","
        or "\n" in analysis.reading.text[tokens[index].end : verb.start]
    ):
        return None
    if between[-1].pos not in ("NOUN", "PROPN", "PRON") or any(t.pos in ("AUX", "CCONJ", "SCONJ") for t in between):
        return None
    return index + 1, verb.index
