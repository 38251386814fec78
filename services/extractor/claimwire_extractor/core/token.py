"""One parsed word of an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

_INDEX = attrgetter("index")


@dataclass(slots=True, eq=False)
class Token:
    """A word with its syntax, linked to its head and children; offsets count code points of the article.

    Tags follow the English spaCy models: Universal POS in ``pos``, Penn tags in ``tag``, ClearNLP
    labels in ``dep``. Built once per article by an adapter and never changed afterwards.
    """

    index: int
    """Position in the article's token list."""
    text: str
    start: int
    end: int
    lemma: str
    """The dictionary form in lower case."""
    pos: str
    tag: str
    dep: str
    sentence: int
    """Index of its sentence in the reading."""
    space_after: bool = False
    lower: str = field(init=False, repr=False)
    """The printed word in lower case."""
    head: Token = field(init=False, repr=False)
    """The governing word; a sentence's root is its own head."""
    children: list[Token] = field(default_factory=list, repr=False)
    """Dependents in the order of the text."""
    lefts: list[Token] = field(default_factory=list, repr=False)
    """Dependents before it."""
    rights: list[Token] = field(default_factory=list, repr=False)
    """Dependents after it."""

    def __post_init__(self) -> None:
        self.head = self
        self.lower = self.text.lower()

    def hang_on(self, head: Token) -> None:
        """Make another word the governor; the dependents of one word are given in the order of the text."""
        self.head = head
        head.children.append(self)
        (head.lefts if self.index < head.index else head.rights).append(self)

    @property
    def is_root(self) -> bool:
        """Whether it heads its sentence."""
        return self.head is self

    def ancestors(self) -> Iterator[Token]:
        """Walk up from the head to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def left_edge(self) -> Token:
        """Go down to the first word of what stands before it and hangs on it, or on that."""
        token = self
        while token.lefts:
            token = token.lefts[0]
        return token

    def subtree(self) -> list[Token]:
        """Itself and all it governs, in the order of the text."""
        found = [self]
        if self.children:
            for token in found:
                if token.children:
                    found += token.children
            found.sort(key=_INDEX)
        return found
