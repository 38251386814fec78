"""Headlines, which round numbers and leave out who says so."""

from claimwire_extractor.core.reading import Reading, Sentence

_SHORTEST = 12
"""Code points a headline needs to be recognised where it is printed again."""


def is_headline(reading: Reading, sentence: Sentence) -> bool:
    """Tell the headline, and a sentence in which an agency prints it a second time."""
    first = reading.paragraphs[0]
    if len(reading.paragraphs) == 1 or len(first.sentences) > 1:
        return False
    if sentence.paragraph == 0:
        return True
    headline = reading.text[first.start : first.end]
    return len(headline) >= _SHORTEST and headline in reading.text[sentence.start : sentence.end]
