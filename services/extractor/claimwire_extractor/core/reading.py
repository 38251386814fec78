"""A parsed article, free of the parser that made it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.events import Span
from claimwire_extractor.core.balanced import balanced
from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """Consecutive tokens of one sentence; a sentence never crosses a paragraph break."""

    index: int
    paragraph: int
    """Index of its paragraph."""
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.tokens[-1].end

    @property
    def roots(self) -> list[Token]:
        """The tokens that head the sentence: one, or several where it was parsed in pieces."""
        return [token for token in self.tokens if token.is_root]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive sentences between line breaks."""

    index: int
    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.sentences[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole article as tokens, sentences and paragraphs.

    White-space tokens are left out, so neighbours in ``tokens`` are neighbouring words.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    _starts: list[int] = field(repr=False)

    @classmethod
    def of(cls, text: str, sentences: Sequence[Sequence[Token]]) -> "Reading":
        """Group the tokens of the sentences, given in the order of the text, into paragraphs."""
        made: list[Sentence] = []
        grouped: list[list[Sentence]] = []
        for index, tokens in enumerate(tokens for tokens in sentences if tokens):
            new_paragraph = not made or "\n" in text[made[-1].end : tokens[0].start]
            sentence = Sentence(index, len(grouped) if new_paragraph else len(grouped) - 1, tuple(tokens))
            made.append(sentence)
            if new_paragraph:
                grouped.append([])
            grouped[-1].append(sentence)
        tokens = tuple(token for sentence in made for token in sentence.tokens)
        paragraphs = tuple(Paragraph(index, tuple(group)) for index, group in enumerate(grouped))
        return cls(text, tokens, tuple(made), paragraphs, [token.start for token in tokens])

    def span(self, start: int, end: int) -> Span:
        """Cut a span by offsets."""
        return Span(text=self.text[start:end], start=start, end=end)

    def span_of(self, tokens: Sequence[Token]) -> Span:
        """Cut the span from the first to the last of the tokens, which are in the order of the text.

        A quotation mark at its edge has its partner in it, or is left out.
        """
        return self.span(*self.reach_of(tokens))

    def reach_of(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """Give the offsets of the span of the tokens."""
        return balanced(self.text, tokens[0].start, tokens[-1].end)

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Find the tokens that begin at or after ``start`` and before ``end``."""
        first = bisect_left(self._starts, start)
        return self.tokens[first : bisect_left(self._starts, end, first)]

    def sentence_of(self, token: Token) -> Sentence:
        """Find a token's sentence."""
        return self.sentences[token.sentence]

    def paragraph_of(self, token: Token) -> Paragraph:
        """Find a token's paragraph."""
        return self.paragraphs[self.sentence_of(token).paragraph]
