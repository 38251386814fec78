"""Small words that belong to a cue of several words."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token


def with_auxiliaries(analysis: Analysis, verb: Token, *others: Token) -> int:
    """Index of the first auxiliary or adverb right before a verb that hangs on it or on the other words of the cue."""
    tokens = analysis.reading.tokens
    start = verb.index
    while start > 0 and tokens[start - 1].head in (verb, *others) and _leans(tokens[start - 1]):
        start -= 1
    return start


def with_preposition(analysis: Analysis, cue: Range, content: Range) -> Range:
    """Take the preposition between a cue and its content to the cue."""
    following = analysis.token(cue[1])
    takes = following is not None and following.dep == "prep" and content[0] == cue[1] + 1
    return (cue[0], cue[1] + 1) if takes else cue


def _leans(token: Token) -> bool:
    return token.dep in ("aux", "auxpass") or (token.dep == "advmod" and token.tag == "RB")
