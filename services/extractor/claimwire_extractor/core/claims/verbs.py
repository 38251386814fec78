"""Verbs that attribute: "said", "warned of", "vowed to"."""

from collections.abc import Iterator

from claimwire_extractor.core.claims.analysis import Analysis, Range, is_mark
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.claims.subject import appositive_subject, source_range, subject_of
from claimwire_extractor.core.token import Token

_CUE_DEPS = frozenset({"aux", "neg", "auxpass", "prt"})
_SENTENCE_END = frozenset({".", "?", "!"})


def verbal_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is a verb, in the order of the cues."""
    for verb in analysis.reading.tokens:
        entry = analysis.lexicon.verbs.get(verb.lemma)
        if entry is not None and verb.tag.startswith("VB") and verb.pos in ("VERB", "AUX"):
            found = _attribution(analysis, verb, entry)
            if found is not None:
                yield found


def _attribution(analysis: Analysis, verb: Token, entry: CueVerb) -> Attribution | None:
    if _unreal(verb):
        return None
    subject = subject_of(verb)
    if subject is not None:
        source = source_range(analysis, subject, verb)
    else:
        repaired = appositive_subject(analysis, verb) if entry.clause and not _passive(verb) else None
        if repaired is None:
            return None
        source = repaired
        subject = _head_of(analysis, repaired)
    content = _content(analysis, verb, entry, source)
    if not content:
        return None
    preposition = _content_preposition(verb, entry)
    cue = _cue_range(verb, preposition if content[0][0] > verb.index else None)
    return Attribution(
        source=source, head=subject, cue=cue, anchor=verb, lemma=verb.lemma, act=entry.act, content=content
    )


def _passive(verb: Token) -> bool:
    return any(child.dep == "auxpass" for child in verb.children)


def _unreal(verb: Token) -> bool:
    """Whether it is negated, conditional, or a question: nothing was said."""
    for child in verb.children:
        if child.dep == "neg":
            return True
        if child.dep == "mark" and child.lower in ("if", "unless", "whether"):
            return True
    return False


def _head_of(analysis: Analysis, source: Range) -> Token:
    tokens = analysis.tokens(source)
    return next((token for token in tokens if not source[0] <= token.head.index < source[1]), tokens[-1])


def _cue_range(verb: Token, preposition: Token | None) -> Range:
    """Range of the verb with its auxiliaries, and the particle or preposition that follows it."""
    start, end = verb.index, verb.index + 1
    for child in reversed(verb.lefts):
        if child.index == start - 1 and (child.dep in _CUE_DEPS or (child.dep == "advmod" and child.tag == "RB")):
            start = child.index
    for child in verb.rights:
        if child.index == end and child.dep == "prt":
            end += 1
    if preposition is not None and preposition.index == end:
        end += 1
    return start, end


def _content_preposition(verb: Token, entry: CueVerb) -> Token | None:
    return next((child for child in verb.rights if child.dep == "prep" and child.lower in entry.prepositions), None)


def _content(analysis: Analysis, verb: Token, entry: CueVerb, source: Range) -> tuple[Range, ...]:
    if entry.clause:
        found = (
            _following_clause(analysis, verb)
            or _interrupted_clause(analysis, verb, source)
            or _quotation(analysis, verb, source)
        )
        if found and not (entry.quotation_only and not _quoted(analysis, found)):
            return found
    complement = _complement(analysis, verb, entry)
    if complement is None:
        return ()
    start, end = analysis.trimmed(complement)
    words = [token for token in analysis.tokens((start, end)) if token.pos not in ("PUNCT", "PRON", "DET")]
    return ((start, end),) if words else ()


def _quoted(analysis: Analysis, content: tuple[Range, ...]) -> bool:
    first = analysis.reading.tokens[content[0][0]]
    return analysis.quotes.at(first.start) is not None


def _following_clause(analysis: Analysis, verb: Token) -> tuple[Range, ...]:
    clause = next((child for child in verb.rights if child.dep == "ccomp"), None) or _misread_that(analysis, verb)
    if clause is None:
        return ()
    start, end = analysis.extents.range_of(clause)
    start = max(start, verb.index + 1)
    end = _joined_end(analysis, verb, clause, end)
    end = _cut(analysis, verb, clause, (start, end))
    start, end = analysis.trimmed((start, end))
    return ((start, end),) if start < end else ()


def _misread_that(analysis: Analysis, verb: Token) -> Token | None:
    """Find the content clause that the parser hung on a noun after the verb: "told him in a call that it ...".

    A relative clause whose ``that`` stands beside a subject of its own is no relative clause.
    """
    for noun in _nouns_after(verb):
        for clause in noun.children:
            if clause.dep not in ("relcl", "acl") or clause.index < verb.index:
                continue
            that = next((child for child in clause.lefts if child.lower == "that"), None)
            subjects = [child for child in clause.lefts if child.dep in ("nsubj", "nsubjpass") and child is not that]
            objects = [child for child in clause.rights if child.dep in ("dobj", "attr", "acomp", "ccomp")]
            if that is not None and subjects and (that.dep in ("mark", "nsubj") or objects):
                return clause
    return next(
        (
            child
            for child in verb.rights
            if child.dep == "advcl" and any(mark.dep == "mark" and mark.lower == "that" for mark in child.lefts)
        ),
        None,
    )


def _nouns_after(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep in ("dobj", "dative"):
            yield child
        if child.dep in ("prep", "dative"):
            yield from (noun for noun in child.children if noun.dep == "pobj")


def _joined_end(analysis: Analysis, verb: Token, clause: Token, end: int) -> int:
    """Reach over a coordinated clause that the parser joined to the cue: "added that A, but no B had C"."""
    for child in verb.rights:
        if (
            child.dep == "conj"
            and child.index >= end
            and (child.lemma not in analysis.lexicon.verbs or _passive(child))
        ):
            own = [token for token in child.lefts if token.dep in ("nsubj", "nsubjpass", "expl")]
            marked = any(token.lower == "that" for token in clause.lefts)
            if own and (marked or own[0].pos != "PRON") and not _reticent(analysis, child):
                return analysis.extents.last[child.index] + 1
            break
    return end


def _reticent(analysis: Analysis, verb: Token) -> bool:
    """Whether the clause tells what the speaker did not say: "but made no mention of casualties"."""
    lexicon = analysis.lexicon
    if verb.lemma not in lexicon.reticence_verbs and verb.lemma != "be":
        return False
    negated = any(child.dep == "neg" for child in verb.children)
    for child in verb.children:
        if child.dep in ("dobj", "attr", "nsubj") and child.lemma in lexicon.reticence_nouns:
            if negated or any(det.lower in ("no", "any", "few", "little") for det in child.lefts):
                return True
    return (negated and verb.lemma in lexicon.reticence_verbs and verb.lemma != "be") or verb.lemma in (
        "decline",
        "refuse",
        "stop",
    )


def _cut(analysis: Analysis, verb: Token, clause: Token, content: Range) -> int:
    """End the content before a narrator's clause that the parser drew into it."""
    start, end = content
    tokens = analysis.reading.tokens
    current: Token | None = clause
    while current is not None:
        following = None
        for child in current.rights:
            if not start < child.index < end:
                continue
            first = analysis.extents.first[child.index]
            before = tokens[first - 1] if first > start else None
            if child.dep == "conj":
                own = any(token.dep in ("nsubj", "nsubjpass", "expl") for token in child.lefts)
                if not own and child.tag in ("VBD", "VBZ", "VBP") and _reticent(analysis, child):
                    return min(end, child.head.index + 1 if first <= child.head.index else first)
                if child.pos in ("VERB", "AUX"):
                    following = child
            elif child.dep == "advcl" and child.tag == "VBG" and before is not None and before.text == ",":
                entry = analysis.lexicon.verbs.get(child.lemma)
                if entry is not None and any(grand.dep == "ccomp" for grand in child.rights):
                    return min(end, first)
        current = following
    return end


def _cue_phrase(analysis: Analysis, verb: Token, source: Range, clause: Token | None) -> Range:
    """Range of the cue with its subject and the adverbs around it."""
    start, end = min(verb.index, source[0]), max(verb.index + 1, source[1])
    for child in verb.children:
        if clause is not None and (child is clause or child.index < clause.index < verb.index):
            continue
        first, last = analysis.extents.range_of(child)
        if child.index < verb.index and child.dep in ("aux", "neg", "advmod", "nsubj") and last <= verb.index:
            start = min(start, first) if last >= start - 1 else start
        elif child.index > verb.index and child.dep not in ("ccomp", "conj", "cc", "punct", "parataxis"):
            end = max(end, last)
    return start, end


def _interrupted_clause(analysis: Analysis, verb: Token, source: Range) -> tuple[Range, ...]:
    """Find content that stands before the cue, or around it."""
    clause = next((child for child in verb.lefts if child.dep == "ccomp"), None)
    sentence = analysis.sentence_range(verb)
    if clause is None:
        if verb.dep in ("parataxis", "advcl") and not verb.is_root and _interjected(analysis, verb, source):
            clause = verb.head
        elif _trailing(analysis, verb, source):
            phrase = _cue_phrase(analysis, verb, source, None)
            return _left_of(analysis, (sentence[0], min(phrase[0], verb.index)))
        else:
            return ()
    first, last = analysis.extents.range_of(clause)
    phrase = _cue_phrase(analysis, verb, source, clause)
    if verb.is_root and clause.index < verb.index:
        first = min(first, sentence[0]) if _joins(analysis, sentence[0], first) else first
    left = _left_of(analysis, (first, min(phrase[0], last)))
    right = analysis.trimmed((max(phrase[1], first), last)) if last > phrase[1] else (0, 0)
    return left + ((right,) if right[0] < right[1] and right[1] - right[0] > 0 else ())


def _joins(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words before the clause belong to it: there are some beyond adverbs that open it."""
    return any(token.pos in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for token in analysis.tokens((start, end)))


def _interjected(analysis: Analysis, verb: Token, source: Range) -> bool:
    """Whether the cue with its subject stands between commas inside or after another clause."""
    tokens = analysis.reading.tokens
    start = min(source[0], verb.index)
    mark = any(child.dep == "mark" for child in verb.lefts)
    as_mark = any(child.dep in ("mark", "advmod") and child.lower == "as" for child in verb.lefts)
    if mark and not as_mark:
        return False
    if as_mark:
        return True
    before = tokens[start - 1] if start > 0 else None
    return before is not None and (before.pos == "PUNCT" or is_mark(before))


def _trailing(analysis: Analysis, verb: Token, source: Range) -> bool:
    """Whether the cue ends its sentence and a comma or closing mark stands before it."""
    tokens = analysis.reading.tokens
    sentence = analysis.sentence_range(verb)
    start = min(source[0], verb.index)
    if start <= sentence[0] + 1:
        return False
    before = tokens[start - 1]
    if before.text not in (",", "?", "!", "--", "-", "–", "—") and not is_mark(before):
        return False
    return any(token.pos in ("VERB", "AUX") for token in analysis.tokens((sentence[0], start)))


def _left_of(analysis: Analysis, content: Range) -> tuple[Range, ...]:
    start, end = analysis.trimmed(content)
    start = without_opener(analysis, (start, end))
    return ((start, end),) if start < end else ()


def without_opener(analysis: Analysis, content: Range) -> int:
    """Index of the first word after an opening that belongs to the narrator: "Meanwhile,"."""
    start, end = content
    if end - start < 4 or (start < end and is_mark(analysis.reading.tokens[start])):
        return start
    tokens = analysis.reading.tokens
    lexicon = analysis.lexicon
    opening = tokens[start].lower in lexicon.openers or any(
        tuple(token.lower for token in tokens[start : start + len(phrase)]) == phrase
        for phrase in lexicon.opener_phrases
    )
    if opening:
        for index in range(start + 1, min(start + 12, end - 2)):
            if tokens[index].pos in ("VERB", "AUX"):
                break
            if tokens[index].text == ",":
                return analysis.trimmed((index + 1, end))[0]
    return start


def _quotation(analysis: Analysis, verb: Token, source: Range) -> tuple[Range, ...]:
    """Find the quotation that follows or precedes the cue with nothing but its own words between."""
    reading = analysis.reading
    if analysis.quotes.at(verb.start) is not None:
        return ()
    phrase = _cue_phrase(analysis, verb, source, None)
    limit = reading.tokens[min(phrase[1], len(reading.tokens) - 1)]
    after = analysis.quotes.between(verb.end, limit.end + 2)
    paragraph = reading.paragraph_of(verb)
    if not after and phrase[1] < len(reading.tokens) and reading.tokens[phrase[1]].text == ":":
        follower = reading.tokens[phrase[1]].end
        following = reading.paragraphs[paragraph.index + 1] if paragraph.index + 1 < len(reading.paragraphs) else None
        border = following.start + 1 if following is not None else paragraph.end
        after = analysis.quotes.between(follower, border)
    if after:
        inside = reading.tokens_between(after[0].start, after[0].end)
        return ((inside[0].index, inside[-1].index + 1),) if inside else ()
    start = min(phrase[0], verb.index)
    before = reading.tokens[start - 1] if start > 0 else None
    if before is not None and before.start >= paragraph.start:
        quote = analysis.quotes.at(before.start) or (
            analysis.quotes.at(reading.tokens[start - 2].start) if start > 1 and before.text == "," else None
        )
        if quote is not None and quote.start >= paragraph.start:
            inside = reading.tokens_between(quote.start, quote.end)
            return ((inside[0].index, inside[-1].index + 1),) if inside else ()
    return ()


def _complement(analysis: Analysis, verb: Token, entry: CueVerb) -> Range | None:
    """Find content that is no clause: an infinitive, a noun phrase, what follows a preposition."""
    extents = analysis.extents
    thing = next((child for child in verb.rights if child.dep == "dobj"), None)
    if entry.infinitive:
        infinitive = next(
            (
                child
                for child in verb.rights
                if child.dep in ("xcomp", "ccomp") and any(c.tag == "TO" for c in child.children)
            ),
            None,
        )
        if infinitive is not None:
            start, end = extents.range_of(infinitive)
            return min(start, extents.first[thing.index]) if thing is not None else start, end
    preposition = _content_preposition(verb, entry)
    if preposition is not None and (thing is None or thing.index > preposition.index):
        start, end = extents.range_of(preposition)
        return preposition.index + 1, end
    small = next((child for child in verb.rights if child.dep in ("ccomp", "oprd", "xcomp")), None)
    if entry.object and thing is not None:
        start, end = extents.range_of(thing)
        for child in verb.rights:
            if (
                child.dep == "oprd"
                or child is small
                or (child is preposition)
                or (child.dep == "prep" and child.lower in ("of", "for", "as", "to") and child.index == end)
            ):
                end = max(end, extents.last[child.index] + 1)
        return max(start, verb.index + 1), end
    if entry.object and small is not None:
        start, end = extents.range_of(small)
        return max(start, verb.index + 1), end
    return None
