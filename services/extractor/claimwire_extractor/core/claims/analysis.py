"""What every claim rule looks at."""

from dataclasses import dataclass

from claimwire_extractor.core.claims.clauses import Clauses
from claimwire_extractor.core.claims.extents import Extents
from claimwire_extractor.core.claims.lexicon import ClaimLexicon
from claimwire_extractor.core.claims.quotes import Quotes
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.token import Token

Range = tuple[int, int]
"""Indices of the first token and of the one after the last."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article with its quotations, the reach of its words, and the lexicon."""

    reading: Reading
    extents: Extents
    clauses: Clauses
    quotes: Quotes
    lexicon: ClaimLexicon

    @classmethod
    def of(cls, reading: Reading, lexicon: ClaimLexicon) -> "Analysis":
        """Look at an article once."""
        return cls(reading, Extents.of(reading), Clauses.of(reading), Quotes.of(reading, lexicon.speaking), lexicon)

    def token(self, index: int) -> Token | None:
        """The token at an index, or none past either end."""
        return self.reading.tokens[index] if 0 <= index < len(self.reading.tokens) else None

    def sentence_range(self, token: Token) -> Range:
        """Range of the token's sentence."""
        tokens = self.reading.sentence_of(token).tokens
        return tokens[0].index, tokens[-1].index + 1

    def tokens(self, found: Range) -> tuple[Token, ...]:
        """The tokens of a range."""
        return self.reading.tokens[found[0] : found[1]]

    def reason(self, rule: str, *found: Range) -> Reason:
        """Name a rule and the words it went by."""
        # Only the ends are looked at: contents nest, and all of their words are quadratic in the sentence.
        tokens = self.reading.tokens
        first, after = found[0] if len(found) == 1 else (min(found)[0], max([after for _, after in found]))
        return Reason(rule, (tokens[first].start, tokens[after - 1].end))

    def trimmed(self, found: Range) -> Range:
        """Cut punctuation and conjunctions off both ends; quotation marks stay."""
        start, end = found
        tokens = self.reading.tokens
        while start < end and (
            (tokens[start].pos == "PUNCT" and not is_mark(tokens[start]))
            or (tokens[start].pos == "CCONJ" and start + 1 < end)
        ):
            start += 1
        while end > start + 1 and (
            (tokens[end - 1].pos == "PUNCT" and not is_mark(tokens[end - 1])) or tokens[end - 1].pos == "CCONJ"
        ):
            end -= 1
        return start, end


def is_mark(token: Token) -> bool:
    """Whether it is a quotation mark or a bracket, which words lean on."""
    return token.tag in ("``", "''", "-LRB-", "-RRB-") or token.text in '“”"«»„()[]'
