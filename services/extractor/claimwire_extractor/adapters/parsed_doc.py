"""spaCy's Doc to our Reading."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from claimwire_extractor.adapters.lexicons import load_lemmas
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token

_NONE: Mapping[str, str] = {}


def reading_of(text: str, windows: Iterable[tuple[int, Doc]]) -> Reading:
    """Join parsed windows of one article, each given with the offset at which it starts in ``text``."""
    mistaken = load_lemmas()
    sentences: list[list[Token]] = []
    count = 0
    for offset, doc in windows:
        made: dict[int, Token] = {}
        for sentence in doc.sents:
            tokens = []
            for word in sentence:
                if word.is_space:
                    continue
                start = offset + word.idx
                token = Token(
                    index=count,
                    text=word.text,
                    start=start,
                    end=start + len(word.text),
                    lemma=mistaken.get(word.lower_, _NONE).get(word.pos_) or word.lemma_.lower(),
                    pos=word.pos_,
                    tag=word.tag_,
                    dep=word.dep_,
                    sentence=len(sentences),
                    space_after=bool(word.whitespace_),
                )
                count += 1
                made[word.i] = token
                tokens.append(token)
            if tokens:
                sentences.append(tokens)
        for position, token in made.items():
            # A governor that is white space was left out: its dependents become roots.
            head = made.get(doc[position].head.i)
            if head is not None and head is not token:
                token.hang_on(head)
    return Reading.of(text, sentences)
