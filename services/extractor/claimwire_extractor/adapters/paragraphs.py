"""The spaCy component that ends sentences where paragraphs and datelines end."""

import re
from typing import TYPE_CHECKING, cast

from spacy.language import Language
from spacy.tokens import Doc, Token

from claimwire_extractor.core.dates.calendar_words import WEEKDAYS
from claimwire_extractor.core.dates.dateline import end_of_stamp

if TYPE_CHECKING:
    from thinc.types import Ints2d

_DATELINE = re.compile(
    r"^[ \t]*(?:"
    # As in "KYIV, Ukraine (AP) —" or "GAZA/JERUSALEM, Oct 17 (Reuters) -".
    r"[A-Z][\w.'\u2019-]{0,30}(?:[ ,/]{1,2}(?:[A-Z][\w.'\u2019-]{0,30}|\d{1,2}|of|al-\w{1,20}|el-\w{1,20})){0,9}"
    r"\s?\([A-Z][^()\n]{1,30}\)\s?[-\u2013\u2014]{1,2}"
    # As in "KYIV, Ukraine —" or "MOSCOW -".
    r"|[A-Z][A-Z'\u2019/ -]{2,30}(?:,[^()\n:;?!]{1,30})?\s[-\u2013\u2014]{1,2}"
    r")\s",
    re.MULTILINE,
)
"""Where and by whom a story was filed, up to the dash behind it."""
_OPENING = 1500
"""Code points in which the dateline stands, under headlines and captions."""

_OPENERS = frozenset({"The", "A", "An", "At", "In", "After", "According", "Meanwhile", "However", "Earlier", "Later", "Several", "Some", "Many", "Most", "Dozens", "Scores", "Hundreds", "They", "He", "She", "It", "We", "This", "These", "Those", "There", "His", "Her", "Their", "Its"})  # fmt: skip
"""Words that open a sentence and are small inside of it."""
_NUMBERS = frozenset({"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Twenty"})  # fmt: skip
_COUNTED = frozenset({"people", "persons", "person", "civilians", "citizens", "children", "women", "men", "others", "soldiers", "members", "of", "killed", "injured", "wounded"})  # fmt: skip
_WEEKDAYS = frozenset(day.capitalize() for day in WEEKDAYS)
_TELLING = _OPENERS | _NUMBERS | _WEEKDAYS
_ENDING = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "-RRB-", "JJ", "RB"})
"""Tags of words after which a sentence can be over."""


@Language.component("claimwire_paragraphs")
def claimwire_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after line breaks, datelines and days of writing, and where scraping lost a full stop.

    Runs before the parser, which keeps to it.

    Without it the small model lets sentences run over paragraph breaks, so that a headline's verb
    governs the lead (measured on PolNeAR dev: exact content F .436 without, .471 with), and takes the town of a dateline for the one who speaks or fires.
    """
    text = doc.text
    filed = _DATELINE.search(text, 0, _OPENING)
    story = filed.end() if filed else -1
    starts = doc.to_array("SENT_START")
    broken, begun = True, 0
    for index, token in enumerate(doc):
        if token.is_space:
            broken = broken or "\n" in token.text
            continue
        telling = token.text in _TELLING
        stamped = broken or (telling and _may_be_stamp(doc, token))
        stamp = (end_of_stamp(text, token.idx) or 0) if stamped else 0
        begins = broken or stamp or token.idx == story or (begun and token.idx >= begun)
        if begins or (telling and _lost_stop(doc, token)):
            starts[index] = 1
            begun, broken = stamp, False
    # Set one by one, each would look through the whole doc for a parse: quadratic in short lines.
    return doc.from_array("SENT_START", cast("Ints2d", starts))


def _may_be_stamp(doc: Doc, token: Token) -> bool:
    """Tell a weekday behind a headline and an agency ("Rockets kill six in Homs AFP Sunday 15 Oct 2017 A rocket")."""
    return token.idx < _OPENING and token.i > 0 and token.text in _WEEKDAYS and not doc[token.i - 1].text.islower()


def _lost_stop(doc: Doc, token: Token) -> bool:
    """Tell a word that begins a sentence where none ended: "attacks on Aleppo The death toll rose"."""
    word = token.text
    if not token.i or token.i + 1 >= len(doc) or word in _WEEKDAYS:
        return False
    behind = doc[token.i + 1].text
    goes_on = behind in _COUNTED if word in _NUMBERS else behind.islower()
    return goes_on and doc[token.i - 1].tag_ in _ENDING
