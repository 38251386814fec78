"""The first number of a phrase, with what it allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimwire.events import Quantity

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_MULTIPLES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
# Words that bound a number only from below; the annotation guidelines settled the first four.
_OPEN = {
    "several": 3, "a number of": 2, "dozens": 24, "a couple": 2, "tens": 20, "scores": 40, "hundreds": 200,
    "thousands": 2000, "a few": 2, "multiple": 2, "numerous": 3, "a handful": 3, "a series of": 2,
    "a large number of": 2, "a great number of": 2, "a significant number of": 2,
    "an unknown number of": 2, "an unspecified number of": 2, "a growing number of": 2,
}  # fmt: skip
_UNKNOWN = ("many", "a great many", "large numbers of", "countless", "untold", "innumerable")
_EXACT = {"twin": 2, "double": 2, "triple": 3, "a pair of": 2, "both": 2, "a single": 1}
_AT_LEAST = "at least|no fewer than|no less than|not less than|a minimum of|minimum"
_MORE = "more than|over|upwards of|in excess of|above"
_AT_MOST = "up to|as many as|at most|nearly|almost|close to|no more than|a maximum of"
_FEWER = "fewer than|less than|under|below"
_ABOUT = "about|around|some|approximately|roughly|an estimated|another|an additional|all|the other|only|just"
# More munitions than were ever made; longer runs of digits are no count.
_MOST_DIGITS = 10
_TOO_LONG = re.compile(rf"(?:\d[,. \u00a0\u202f]?){{{_MOST_DIGITS + 1}}}")
_SEPARATOR = re.compile(r"(?<=\d)[,. \u00a0\u202f](?=\d)")
_THOUSAND = 1000
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_MULTIPLE = "|".join(_MULTIPLES)
_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_SMALL = rf"(?:{_WORD})(?:[- ](?:{_WORD}))?"
# "May 12 300 people": a day and a number.
_NO_DAY = "".join(rf"(?<!{month} )" for month in _MONTHS.replace("sept?", "sept|sep").split("|"))
_SPACED = rf"(?=\d{{1,3}}[ \u00a0\u202f]\d{{3}}){_NO_DAY}\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d|[ -]?(?:mm|kg)\b)"
_NUMBER = (
    # "Two hundred and three", "one thousand two hundred", not "one hundred and two thousand".
    rf"(?:(?:\d{{1,3}}(?:[,.]\d{{3}})+|\d+)|{_SMALL}|a|half a)(?:[ -](?:{_MULTIPLE})){{1,2}}"
    rf"(?:(?<=thousand)(?: and)? {_SMALL} hundred)?(?:(?:(?<=hundred)|(?<=thousand))(?: and)? {_SMALL}(?!\w|[- ](?:{_MULTIPLE})))?"
    rf"|{_SPACED}|(?:\d{{1,3}}(?:,\d{{3}})+|\d+)|{_SMALL}"
)
# "several dozen": so many times the multiple, and nothing above.
_SOME = {"several": 3, "a few": 2, "a couple": 2, "a couple of": 2, "many": 3}
_VAGUE = "|".join(sorted([*_OPEN, *_EXACT, *_UNKNOWN], key=len, reverse=True))
_SOME_OF = "|".join(sorted(_SOME, key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?<![\w.:/-])(?:(?:(?P<least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<most>{_AT_MOST})|(?P<fewer>{_FEWER})|(?:{_ABOUT})) )?"
    rf"(?:(?:{_ABOUT}) )?"
    rf"(?:(?:(?P<low>{_NUMBER})(?: to | or )|between (?P<bottom>{_NUMBER}) and )(?P<high>{_NUMBER})|(?P<from>\d{{1,4}})[-–](?P<upto>\d{{1,4}})|(?P<number>{_NUMBER})|(?P<some>{_SOME_OF}) (?P<multiple>{_MULTIPLE})|(?P<vague>{_VAGUE}))(?![\w%.:/-]\w|,\d{{3}}|[%\w-])"
)
"""A number with the words that bound it, in lower case; ages, years and the like among them are no counts."""
_TELLING = frozenset(
    word for phrase in (*_UNITS, *_TENS, *_MULTIPLES, *_OPEN, *_EXACT, *_UNKNOWN, *_SOME) for word in phrase.split()
) - {"a", "an", "of"}
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ReadQuantity:
    """Where in the phrase the number stands, and the whole numbers it allows; null is open."""

    start: int
    end: int
    min: int | None
    max: int | None

    def within(self, text: str, offset: int) -> Quantity:
        """Place it in the article whose ``text`` holds the phrase at ``offset``."""
        start, end = offset + self.start, offset + self.end
        return Quantity(text=text[start:end], start=start, end=end, min=self.min, max=self.max)


def read_quantity(phrase: str) -> ReadQuantity | None:
    """Read the first number of a phrase.

    "at least 15" has min 15 and no max, "more than 40" min 41, "up to 10" max 10, "nearly 58" max 58,
    "several" min 3, "a number of" min 2, "dozens" min 24; "about 20" is read as 20, "many" leaves both open. Ages, years after
    "in", percentages, decimals and clock times are left alone.
    """
    return next(_quantities(phrase), None)


def last_quantity(phrase: str) -> ReadQuantity | None:
    """Read the last number of a phrase, which is nearest to the noun it counts, as ``read_quantity`` does."""
    return max(_quantities(phrase), key=lambda found: found.start, default=None)


def may_hold_number(phrase: str) -> bool:
    """Tell whether a phrase in lower case has a digit or a word that every number has one of: to search it takes long."""
    return _DIGIT.search(phrase) is not None or not _TELLING.isdisjoint(_LETTERS.findall(phrase))


def _quantities(printed: str) -> Iterator[ReadQuantity]:
    # To tell apart no cases while searching takes three times as long. Only this letter gets longer in lower case.
    phrase = printed.replace("\u0130", "I").lower()
    if not may_hold_number(phrase):
        return
    for match in QUANTITY.finditer(phrase):
        if not _TOO_LONG.search(match.group()) and not _is_no_count(phrase, match):
            yield ReadQuantity(match.start(), match.end(), *_bounds(match))


def quantity_of(text: str, start: int, end: int) -> Quantity | None:
    """Read the first number between two offsets of the article."""
    found = read_quantity(text[start:end])
    return found.within(text, start) if found else None


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None]:
    if match["vague"]:
        word = match["vague"]
        if word in _UNKNOWN:
            return None, None
        return (_EXACT[word], _EXACT[word]) if word in _EXACT else (_OPEN[word], None)
    if match["some"]:
        return _SOME[match["some"]] * _MULTIPLES[match["multiple"]], None
    least, most = match["low"] or match["bottom"] or match["from"], match["high"] or match["upto"]
    if least and most:
        low, high = sorted((_value(least), _value(most)))
        return low, high
    return _bounded(match, _value(match["number"]))


def _bounded(match: re.Match[str], value: int) -> tuple[int | None, int | None]:
    if match["least"]:
        return value, None
    if match["more"]:
        return value + 1, None
    if match["most"]:
        return None, value
    return (None, max(value - 1, 0)) if match["fewer"] else (value, value)


def _value(words: str) -> int:
    if words.startswith("half"):
        return _half(words)
    if words[0].isdigit():
        words = _SEPARATOR.sub("", words)
    total = part = 0
    for word in words.replace("-", " ").split(" "):
        if word in _MULTIPLES:
            part = max(part, 1) * _MULTIPLES[word]
            if _MULTIPLES[word] >= _THOUSAND:
                total, part = total + part, 0
        elif word.isdigit():
            part = int(word)
        else:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + part


def _half(words: str) -> int:
    return next((number // 2 for word, number in _MULTIPLES.items() if word in words), 0)


_AFTER = re.compile(r"[- ](?:year|month|week|day|hour|minute|mile|km|kilomet|met(?:re|er)|storey|story|foot|feet|mm|m\b|per ?cent|o'clock|am\b|pm\b|dollars|euros|kg\b|kilos?\b|kilogram|lbs?\b|pounds?\b|ton(?:ne)?s?\b|lit(?:re|er))")  # fmt: skip
_DATE_BEFORE = re.compile(rf"(?:\b(?:{_MONTHS}|no\.?|number|day)|[$€£]) ?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
# "2014 Syrian air strikes" is a dateline that lost its stop; so many missiles are written with a comma.
_RECENT_YEAR = re.compile(r"20[0-3]\d")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|by|during|until|from|early|late|mid|year) $")
_ASKED_BEFORE = re.compile(r"\b(?:how|so|too) $")
_DATE_AFTER = re.compile(rf" (?:{_MONTHS})\b")


_SCENES = "attacks|strikes|raids|blasts|explosions|incidents|villages|towns|cities|areas|districts|regions|places|locations|separate|different|minutes|hours|days|weeks"
_RATIO = re.compile(
    rf"\b(?:(?:{_NUMBER}) out of (?:every )?(?:{_NUMBER})|(?:one|1) in (?:every )?(?:{_NUMBER})(?! (?:{_SCENES})\b))\b"
)
"""Neither number of "one in five residents" and "nine out of ten" counts anybody."""
_RATIO_WORDS = re.compile(r"\bout of\b|\b(?:one|1) in\b")
_RATIO_REACH = 24
_NO_NUMBER = re.compile(r"double[ -]tap|(?<=\bas )many\b")
"""In "double tap attacks" and "as many as possible"."""
_TWO_SORTS = re.compile(r"both\s(?:\w+\s){1,3}and\b")


def _is_of_ratio(phrase: str, match: re.Match[str]) -> bool:
    first, last = max(0, match.start() - _RATIO_REACH), match.end() + _RATIO_REACH
    if _RATIO_WORDS.search(phrase, first, last) is None:
        return False
    ratios = _RATIO.finditer(phrase, first, last)
    return any(ratio.start() < match.end() and match.start() < ratio.end() for ratio in ratios)


def _is_no_count(phrase: str, match: re.Match[str]) -> bool:
    if _TWO_SORTS.match(phrase, match.start()):
        return True
    if _NO_NUMBER.match(phrase, match.start()):
        return True
    if _is_of_ratio(phrase, match):
        return True
    after, before = phrase[match.end() : match.end() + 12], phrase[max(0, match.start() - 12) : match.start()]
    if _RECENT_YEAR.fullmatch(match.group()) or (_YEAR.match(match.group()) and _YEAR_BEFORE.search(before)):
        return True
    if before and (_ASKED_BEFORE.search(before) or _DATE_BEFORE.search(before)):
        return True
    return bool(_AFTER.match(after) or _DATE_AFTER.match(after))
