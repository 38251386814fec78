"""Speakers whose words at this place stand for somebody named elsewhere."""

import re
from collections.abc import Iterable
from itertools import islice

from claimwire.events import Speaker, SpeakerKind
from claimwire_extractor.core.strikes.strike_lexicon import Modality

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "we", "i", "you"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_COMPARED = 60
"""Sources compared, the first, so that long texts take time in proportion to their length."""
_WORD = re.compile(r"[\w’'-]+")


def stands_for_another(source: Speaker, sources: Iterable[Speaker], words: Modality) -> bool:
    """Tell "he", "the group", "the ministry" beside "the defence ministry", and a surname beside the full name.

    ``sources`` are all that a strike rests on. A pronoun that nothing resolves names nobody at all.
    """
    own = _words(source.name)
    if len(own) == 1 and own[0] in _PRONOUNS:
        return True
    person = source.kind is SpeakerKind.PERSON
    if not person and (len(own) < _PHRASE or own[0] not in _DEFINITE):
        return False
    named = dict.fromkeys(other.name for other in islice(sources, _COMPARED) if other.name != source.name)
    others = [_words(name) for name in named]
    if person:
        return any(set(own) < set(other) for other in others)
    if not others:
        return False
    plain = {word for word in own if not word.endswith(_BASED)} - _DEFINITE
    return any(plain < set(other) - _DEFINITE for other in others) or points_back(source, words)


def points_back(source: Speaker, words: Modality) -> bool:
    """Tell "the group" and "the Norwegian-based organisation", whose names stand elsewhere in the article if at all."""
    first = _WORD.search(source.name)
    if source.kind is SpeakerKind.PERSON or first is None or first[0].lower() not in _DEFINITE:
        return False
    phrase = _BEHIND.split(source.name, maxsplit=1)[0]
    own = _words(phrase)
    return len(own) >= _PHRASE and own[-1] in words.stand_ins and not _names(phrase)


def is_plain_body(source: Speaker, words: Modality) -> bool:
    """Tell "the group" and "the Britain-based monitor", also where nobody else is named, from "the militant group"."""
    if source.kind is SpeakerKind.UNNAMED or not points_back(source, words):
        return False
    own = _words(_BEHIND.split(source.name, maxsplit=1)[0])[1:-1]
    return all(word.endswith(_BASED) or word in _MONITORING or len(word) == 1 for word in own)


_MONITORING = frozenset({"monitoring", "rights", "human", "war", "opposition", "advocacy", "activist"})


def is_named(source: Speaker) -> bool:
    """Tell "the Reed Council" from "rebel organisations" and "The army on Friday the 3rd"."""
    words = _WORD.findall(source.name)
    own = words[1:] if words and words[0].lower() in _DEFINITE | {"a", "an"} else words
    return any(word[:1].isupper() for word in own) and not any(word.isdigit() for word in own)


_PHRASE = 2
_BASED = "-based"
_BEHIND = re.compile(r"\s(?:in|of|on|that|which|who)\s")
"""Words behind which it is told where or what it is."""
_DESCRIBING = re.compile(r"(?:-\w+|[a-z](?:ian|ish|ese|can|ch|i))$")
"""Ends of capitalised words that name no body: "Britain-based", "Norwegian"."""


def _names(phrase: str) -> bool:
    """Tell whether a phrase names somebody: "the Reuters news agency", not "the Norwegian agency"."""
    return any(
        word[:1].isupper() and not _DESCRIBING.search(word) for word in _WORD.findall(phrase)[1:] if len(word) > 1
    )


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
