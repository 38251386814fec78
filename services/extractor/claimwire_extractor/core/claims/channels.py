"""Through what a speaker spoke."""

from claimwire.events import Channel, ChannelKind
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.token import Token

_THROUGH = frozenset({"on", "in", "to", "via", "through", "by", "during", "at", "over", "with"})
_LONGEST = 4
_SPEAKING = frozenset({"speak", "write", "talk", "post", "appear", "tweet", "testify"})
_QUOTING = frozenset({"quote", "cite"})


def channel_of(analysis: Analysis, attribution: Attribution) -> Channel | None:
    """Find the channel among the cue's objects and prepositional phrases: "told the X agency", "said in a call"."""
    verb = attribution.anchor
    if attribution.lemma != verb.lemma or verb.pos not in ("VERB", "AUX"):
        return None
    for child in [*verb.children, *_quoting(verb)]:
        if child.dep in ("dobj", "dative") and child.pos != "ADP" and _outside(attribution, child):
            found = _named(analysis, child)
            if found is not None:
                return found
        if child.dep in ("prep", "dative", "agent") and child.lower in _THROUGH and _outside(attribution, child):
            found = _governed(analysis, child)
            if found is not None:
                return found
    return _opening(analysis, attribution)


def _quoting(verb: Token) -> list[Token]:
    """Dependents of "was quoted by X as" before "saying"."""
    quoted = verb.head.head
    if verb.dep == "pcomp" and verb.head.lower == "as" and quoted.lemma in _QUOTING:
        return quoted.rights
    return []


def _outside(attribution: Attribution, token: Token) -> bool:
    return not any(start <= token.index < end for start, end in (attribution.source, *attribution.content))


def _opening(analysis: Analysis, attribution: Attribution) -> Channel | None:
    """Find "In a statement," and "Speaking on X," before the subject."""
    for child in attribution.anchor.lefts:
        speaking = child.dep == "advcl" and child.lemma in _SPEAKING
        for preposition in child.rights if speaking else [child]:
            if preposition.dep == "prep" and preposition.lower in _THROUGH:
                found = _governed(analysis, preposition)
                if found is not None:
                    return found
    return None


def _governed(analysis: Analysis, preposition: Token) -> Channel | None:
    nouns = (noun for noun in preposition.children if noun.dep == "pobj")
    return next((found for noun in nouns if (found := _named(analysis, noun)) is not None), None)


def _named(analysis: Analysis, noun: Token) -> Channel | None:
    """The channel a noun names, or one it stands on: "a post on Telegram"."""
    found = _channel(analysis, noun)
    if found is not None:
        return found
    inner = (
        grand for child in noun.rights if child.dep == "prep" and child.lower in _THROUGH for grand in child.rights
    )
    return next((found for noun in inner if noun.dep == "pobj" and (found := _channel(analysis, noun))), None)


def _channel(analysis: Analysis, noun: Token) -> Channel | None:
    first, last = analysis.extents.range_of(noun)
    for child in noun.rights:
        if child.dep in ("relcl", "acl", "appos", "punct", "prep", "conj", "cc", "advcl") and child.index > noun.index:
            last = min(last, analysis.extents.first[child.index])
    first = max(first, noun.index - 8)
    last = max(last, noun.index + 1)
    kind = _kind(analysis, (first, last))
    if kind is None:
        return None
    start, end = analysis.reading.reach_of(analysis.tokens((first, last)))
    return Channel(text=analysis.reading.text[start:end], start=start, end=end, kind=kind)


def _kind(analysis: Analysis, found: Range) -> ChannelKind | None:
    """Kind of the longest and last channel name in the words: "a phone call", not "call"."""
    words = [token.lower for token in analysis.tokens(found)]
    for length in range(_LONGEST, 0, -1):
        for start in range(len(words) - length, -1, -1):
            kind = analysis.lexicon.channels.get(tuple(words[start : start + length]))
            if kind is not None:
                return kind
    return None
