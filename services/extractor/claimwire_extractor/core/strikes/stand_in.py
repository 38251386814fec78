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
    """Tell "he", "the group" and a bare surname beside the full name: they add nobody.

    ``sources`` are all that a strike rests on. A pronoun that nothing resolves names nobody at all.
    """
    own = _words(source.name)
    if len(own) == 1 and own[0] in _PRONOUNS:
        return True
    named = dict.fromkeys(other.name for other in islice(sources, _COMPARED) if other.name != source.name)
    others = [_words(name) for name in named]
    if source.kind is SpeakerKind.PERSON:
        return any(set(own) < set(other) for other in others)
    return bool(others) and len(own) > 1 and own[0] in _DEFINITE and own[-1] in words.stand_ins


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
