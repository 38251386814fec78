"""Why a field has its value."""

from functools import cache
from typing import NamedTuple, Protocol


class Words(Protocol):
    """A stretch of the article: a word, a span, a sentence."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        ...


class Reason(NamedTuple):
    """The rule that gave a field its value, and the words that made it do so."""

    rule: str
    """Its name in ``data/rules.toml``: the field, a dot, and what tells it from the field's other rules."""
    words: tuple[int, int] | None = None
    """Offsets of the words; none where the rule goes by what is not there."""

    @property
    def field(self) -> str:
        """The field of ``claim.reported`` or ``strike.reported``."""
        return field_of(self.rule)

    @classmethod
    def of(cls, rule: str, *words: Words) -> "Reason":
        """Name a rule and the stretches it went by; told is the text from the first to the last of them."""
        if not words:
            return cls(rule)
        if len(words) == 1:
            return cls(rule, (words[0].start, words[0].end))
        return cls(rule, (min([word.start for word in words]), max([word.end for word in words])))


@cache
def field_of(rule: str) -> str:
    """The field that a rule of this name gives a value."""
    return rule.partition(".")[0]
