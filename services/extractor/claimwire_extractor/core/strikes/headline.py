"""Headlines, which round numbers and leave out who says so."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from claimwire_extractor.core.dates.dateline import end_of_stamp
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.strike_lexicon import Modality

_SHORTEST = 12
"""Code points a headline needs to be recognised where it is printed again."""
_REACH = 600
"""Code points behind a headline in which it is printed again."""
_LONGEST = 200
"""Code points of a headline that are read, so that long paragraphs take no time."""
_FULL_STOPS = (".", ".”", '."')
_STOP = re.compile(r"[.!?][”\"’']?(?:\s+[A-Z“\"]|$)")
"""What parts the sentences of a paragraph that is no headline; the parser parts headlines where none stands."""
_OUTLET = re.compile(r"\s(?:[|–—-]|ï¿½_?)\s(?P<outlet>[^|]{1,40})$")
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """Where the headline of an article stands, and whether it tells what it tells on somebody's word."""

    spans: tuple[tuple[int, int], ...]
    """Its offsets, and those where an agency prints it a second time; none where the article has no headline."""
    names_source: bool
    """Whether it says who says so: "Raid kills ten: monitor", "State TV says a raid killed ten"."""

    @classmethod
    def of(cls, reading: Reading, words: Modality) -> "Headline":
        """Find the first paragraph, or the first sentence before a day of writing; what ends in a full stop is none."""
        end = _end(reading)
        if end is None:
            return cls((), names_source=False)
        start = reading.paragraphs[0].start
        bare = _without_outlet(reading.text[start : min(end, start + _LONGEST)].strip().rstrip("."), words.outlets)
        spans = [(start, end)]
        again = reading.text.find(bare, end, end + _REACH + len(bare)) if len(bare) >= _SHORTEST else -1
        if again >= 0:
            spans.append((again, again + len(bare)))
        return cls(tuple(spans), names_source=_names_source(bare, words))

    def holds(self, at: int) -> bool:
        """Tell whether an offset stands in it."""
        return any(start <= at < end for start, end in self.spans)


def _end(reading: Reading) -> int | None:
    if not reading.paragraphs:
        return None
    first = reading.paragraphs[0]
    title = reading.text[first.start : first.end].rstrip()
    unended = len(title) <= _LONGEST and _STOP.search(title) is None
    if len(first.sentences) > 1 and not (unended and len(reading.paragraphs) > 1):
        # "Raid kills ten in Homs AFP Sunday 15 Oct 2017 A raid ...": all in one paragraph.
        stamped = end_of_stamp(reading.text, first.sentences[1].start) is not None
        return first.sentences[0].end if stamped else None
    if len(reading.paragraphs) == 1:
        return None
    # What is printed a second time is a headline for all its full stop.
    again = len(title) <= _LONGEST and title.strip() in reading.text[first.end : first.end + _REACH]
    return first.end if again or not title.endswith(_FULL_STOPS) else None


def _without_outlet(headline: str, outlets: Collection[str]) -> str:
    """Cut off who prints it: "Raid kills ten | Daily News", "Raid kills ten AFP"."""
    named = _OUTLET.search(headline)
    if named and named["outlet"][:1].isupper():
        headline = headline[: named.start()]
    before, _, last = headline.rpartition(" ")
    return before if last in outlets else headline


def _names_source(headline: str, words: Modality) -> bool:
    """Read a source at its end, behind "says" or before a colon; without ":" the word may be a victim's too."""
    found = [word.lower() for word in _WORD.findall(headline)]
    label = _WORD.findall(headline.partition(":")[0]) if ":" in headline else []
    ends = (*found[-1:], *(word.lower() for word in label[-1:]))
    return any(word in words.headline_sources for word in ends) or not words.headline_saying.isdisjoint(found)
