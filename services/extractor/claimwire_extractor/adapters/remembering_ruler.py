"""spaCy's attribute ruler, looking at each kind of word once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from thinc.types import Ints2d

MOST_REMEMBERED: Final = 50_000
"""Kinds of words remembered; then it begins anew."""

_KIND: Final[list[int | str]] = [TAG, LOWER, DEP]
# Whether a word is white space follows from its letters.
_DECIDED: Final = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_GIVEN: Final[list[int | str]] = [TAG, DEP, POS, MORPH, LEMMA]

_Match: TypeAlias = tuple[int, int, int]
"""Rule, start and end."""


class RememberingRuler(AttributeRuler):
    """Sets what an ``AttributeRuler`` with the same patterns sets, in a third of the time.

    Nearly all rules of the English model look at one word's tag, letters and dependency. What words of
    these three are given is remembered; only the other rules are tried at every word. Words must come
    without part of speech, form and lemma, as they do from the parser.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        """Begin without patterns."""
        super().__init__(vocab, name)
        self.clear()

    def clear(self) -> None:
        """Forget all patterns."""
        super().clear()
        self._alone, self._wider, self._first = (Matcher(self.vocab) for _ in range(3))
        self._widest = 1
        self._forget()

    def add(self, patterns: Iterable[list[dict[Any, Any]]], attrs: dict[str, Any], index: int = 0) -> None:
        """Add a rule: alternative patterns, and what the word at ``index`` of a match is given.

        Raises:
            ValueError: A pattern repeats words; it is not known how far it would reach.
        """
        patterns, number = list(patterns), str(len(self.attrs))
        if any("OP" in word for words in patterns for word in words):
            raise ValueError(f"the patterns {patterns} repeat words (OP): give each length as a pattern of its own")
        super().add(patterns, attrs, index)
        if all(len(words) == 1 and words[0].keys() <= _DECIDED for words in patterns):
            self._alone.add(number, patterns)
        else:
            self._wider.add(number, patterns)
            self._first.add(number, [[{k: v for k, v in words[0].items() if k in _DECIDED}] for words in patterns])
            self._widest = max(self._widest, *map(len, patterns))
        self._forget()

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of each word; later rules have the last word."""
        if len(self._opening) > MOST_REMEMBERED:
            self._forget()
        kinds = list(map(tuple, doc.to_array(_KIND).tolist()))
        # Before any word is given a tag or dependency: rules look at those of the parse.
        wider = self._wider_matches(doc, kinds)
        given = []
        for index, kind in enumerate(kinds):
            if index in wider:
                given.append(self._told(doc, index, wider[index]))
                continue
            told = self._remembered.get(kind)
            if told is None:
                told = self._remembered[kind] = self._told(doc, index)
            given.append(told)
        return doc.from_array(_GIVEN, _table(given))

    def _forget(self) -> None:
        self._remembered: dict[tuple[int, ...], bytes] = {}
        self._opening: dict[tuple[int, ...], bool] = {}

    def _wider_matches(self, doc: Doc, kinds: list[tuple[int, ...]]) -> dict[int, list[_Match]]:
        """Find the rules that look at more than a word's kind, by the word that they give something."""
        found = defaultdict(list)
        for index, kind in enumerate(kinds):
            opens = self._opening.get(kind)
            if opens is None:
                opens = self._opening[kind] = bool(self._first(doc[index : index + 1], allow_missing=True))
            for rule, start, end in self._wider(doc[index : index + self._widest], allow_missing=True) if opens else ():
                if start == 0:
                    at = range(index, index + end)
                    found[at[self.indices[self._number(rule)]]].append((rule, at.start, at.stop))
        return found

    def _told(self, doc: Doc, index: int, wider: Sequence[_Match] = ()) -> bytes:
        """Set what the rules of one word and the given wider matches say of it; give it as a row of an array."""
        word: Any = doc[index : index + 1]
        alone = [(rule, index, index + 1) for rule, _, _ in self._alone(word, allow_missing=True)]
        matches = [*alone, *wider]
        set_all: Any = self.set_annotations
        set_all(doc, sorted((self._number(rule), rule, start, end) for rule, start, end in matches))
        row: bytes = word.to_array(_GIVEN).tobytes()
        return row

    def _number(self, rule: int) -> int:
        return int(self.vocab.strings[rule])


def _table(rows: list[bytes]) -> "Ints2d":
    return cast("Ints2d", np.frombuffer(b"".join(rows), dtype=np.uint64).reshape(-1, len(_GIVEN)))


@Language.factory("claimwire_remembering_ruler")
def _empty(nlp: Language, name: str) -> RememberingRuler:
    return RememberingRuler(nlp.vocab, name)


def remember_rules(nlp: Language, name: str = "attribute_ruler") -> None:
    """Put one in the place of a pipeline's attribute ruler, with its patterns."""
    ruler = nlp.get_pipe(name)
    remembering = nlp.replace_pipe(name, "claimwire_remembering_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(remembering, RememberingRuler)
    remembering.add_patterns(ruler.patterns)
