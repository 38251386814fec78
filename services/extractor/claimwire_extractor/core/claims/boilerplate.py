"""Lines that are the publisher's own."""

import re
import tomllib
from dataclasses import dataclass

from claimwire_extractor.core.claims.lettered_pattern import LetteredPattern, either
from claimwire_extractor.core.reading import Reading

_LONGEST = 600
"""Code points; longer paragraphs are never boilerplate, and the patterns need not read them."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Knows newsletter lines, agency credits, captions and teasers."""

    opening: re.Pattern[str]
    """What such a line begins with."""
    anywhere: LetteredPattern

    @classmethod
    def parse(cls, text: str) -> "Boilerplate":
        """Read it from the text of its TOML file.

        Raises:
            KeyError: the file lacks a list.
            tomllib.TOMLDecodeError: the text is not TOML.
        """
        read = tomllib.loads(text)
        return cls(
            opening=re.compile(rf"\W*(?:{either(read['opening'])})", re.IGNORECASE),
            anywhere=LetteredPattern.of(read["anywhere"], read["letters"], re.IGNORECASE),
        )

    def has(self, line: str) -> bool:
        """Tell whether a paragraph is the publisher's."""
        if len(line) > _LONGEST:
            return False
        line = line.replace("'", "\u2019")
        if self.opening.match(line) is not None:
            return True
        return self.anywhere.may_be_in(line.lower()) and self.anywhere.pattern.search(line) is not None

    def paragraphs(self, reading: Reading, known: frozenset[str]) -> frozenset[int]:
        """Give the indices of an article's paragraphs that are the publisher's; ``known`` are the letters in its text."""
        of_article = Boilerplate(self.opening, self.anywhere.within(known))
        return frozenset(
            paragraph.index
            for paragraph in reading.paragraphs
            if of_article.has(reading.text[paragraph.start : paragraph.end])
        )
