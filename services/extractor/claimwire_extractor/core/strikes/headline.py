"""Headlines, which round numbers and leave out who says so."""

import re
from collections.abc import Collection

from claimwire_extractor.core.reading import Reading, Sentence

_SHORTEST = 12
"""Code points a headline needs to be recognised where it is printed again."""
_REPEATED = 3
"""Sentences at the beginning in which a headline is printed again."""
_FULL_STOPS = (".", ".”", '."')


def is_headline(reading: Reading, sentence: Sentence) -> bool:
    """Tell the headline, and a sentence in which an agency prints it a second time; what ends in a full stop is none."""
    first = reading.paragraphs[0]
    if (sentence.paragraph and sentence.index > _REPEATED) or len(reading.paragraphs) == 1 or len(first.sentences) > 1:
        return False
    headline = reading.text[first.start : first.end].rstrip()
    if headline.endswith(_FULL_STOPS):
        return False
    if sentence.paragraph == 0:
        return True
    if len(headline) < _SHORTEST:
        return False
    text = reading.text[sentence.start : sentence.end]
    if headline in text:
        return True
    # "12 civilians killed ..." behind a dateline: the number is taken for a part of that.
    end = text.rstrip(" .")
    return 2 * len(end) > len(headline) and headline.endswith(f" {end}")


def headline_names_source(reading: Reading, speakers: Collection[str]) -> bool:
    """Tell a headline that ends with who says so: "Raid kills ten: monitor"; without ":" the word may be a victim's too."""
    first = reading.paragraphs[0]
    ending = reading.text[max(first.start, first.end - _ENDING) : first.end]
    words = _WORD.findall(ending.partition("|")[0])
    return bool(words) and words[-1].lower() in speakers


_ENDING = 200
"""Code points at the end of a headline that are read, so that long paragraphs take no time."""
_WORD = re.compile(r"[\w-]+")
