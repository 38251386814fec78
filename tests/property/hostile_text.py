"""Pieces of articles that no editor would print, and what holds of every extraction all the same."""

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import BaseModel

from claimwire.events import ArticleText, Span, from_json, to_json
from claimwire.testing import published
from claimwire_extractor.adapters.article_reader import ArticleReader
from claimwire_extractor.core.events import extraction_events
from claimwire_extractor.core.extraction import Extraction

ARTICLE: Final = (
    "Rockets hit a school in Nikopol\n\n"
    "Two Grad rockets hit a school in Nikopol on Monday, killing at least three people and wounding a dozen, "
    "the mayor, Oksana Hrytsenko, said on Telegram. “We have not slept since Friday,” she added. "
    "“We will rebuild.\n\n“We always do.”\n\n"
    "The report could not be independently verified, and the defence ministry denied that its forces had shelled "
    "the town. According to police, drones launched from the Bryansk region, missiles and artillery also struck the "
    "villages of Zelene, Novoselivka and Tarn Bridge overnight; the attack on the depot was the third since 5 June.\n"
)
"""Invented; it gives every rule something to do."""

_MARKS: Final = "“”\"'’‘„«»`()[]-–,.;:\n\r\t \u200b\u0301\ufeff\u202e\x00\x0c\ud7ff💥éßİﬁ½二"
_WORDS: Final = (
    "\n\n|''|...|said|says that|claimed|denied that|told Tass|according to|added|he|she|they|it|its|who|which|that|the|a|of|and|or|"
    "but|not|no|by|from|in|near|on|at|to|with|as|Oksana Hrytsenko|the mayor|Gen. Petro Lysenko|officials|the defence ministry|"
    "Russian|Ukrainian forces|Syrian|army’s|Nikopol|Kyiv region|the village of Zelene|al-Bab|New York|U.S.|east|district|"
    "Washington, D.C.|rockets|a missile|Shahed-136 drones|S-300|shelling|airstrikes|the attack|barrage of|car bomb|hit|struck|fired|"
    "launched|exploded|was shelled|shot down|target|two|12|a dozen|dozens of|at least|more than|between 3 and 5|1,000,000|-7|0|people|"
    "killed|wounded|were injured|death toll rose to|no casualties|lost their lives|on Monday|5 June 2022|31 February|99.99.2022|"
    "overnight|last week|since the start of the war|the same day|a week earlier|in 2022|between 3 and 5 June|could not be verified|"
    "reportedly|would have|may|plans to|KYIV, June 5 (Reuters) -|Telegram|in a statement"
)
FRAGMENTS: Final = (*_MARKS, *_WORDS.split("|"))
"""What rules look for, and what breaks them: marks without partners, control characters, words without their clause."""


def spans(value: object) -> Iterator[Span]:
    """Every span of a value, however deep."""
    if isinstance(value, Span):
        yield value
    parts: Iterable[object] = ()
    if isinstance(value, Extraction):
        parts = value.bodies
    elif isinstance(value, tuple):
        parts = value
    elif isinstance(value, BaseModel):
        parts = [part for _, part in value]
    for part in parts:
        yield from spans(part)


def extracted(reader: ArticleReader, text: str) -> Extraction:
    """Extract a text and check what holds whatever it is: true spans, valid events, cuts inside the text."""
    cause = published("a", text=text)
    assert isinstance(cause.data, ArticleText)
    found = reader(cause.data)
    wrong = [span for span in spans(found) if text[span.start : span.end] != span.text]
    assert not wrong, wrong
    assert all(0 <= cut.start < cut.end <= len(text) for cut in found.completed.cuts)
    for event in extraction_events(found, time=cause.time, cause=cause):
        assert from_json(to_json(event)) == event
    assert len({*found.completed.claim_ids, *found.completed.strike_ids}) == len(found.claims) + len(found.strikes)
    return found
