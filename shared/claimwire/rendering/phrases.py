"""Values of the contract as a reader says them."""

from datetime import date
from typing import Final

from claimwire.events import Casualties, ClaimAct, Occurred, Quantity, Side

SIDES: Final = {
    Side.RU: "Russia",
    Side.UA: "Ukraine",
    Side.BY: "Belarus",
    Side.DPR_LPR: "DPR/LPR",
    Side.SY_GOV: "Syrian government",
    Side.SY_OPP: "Syrian opposition",
    Side.ISIS: "ISIS",
    Side.US_COALITION: "US-led coalition",
    Side.IL: "Israel",
    Side.IR: "Iran",
    Side.PS: "Palestinian groups",
    Side.TR: "Turkey",
    Side.OTHER: "another side",
    Side.UNKNOWN: "not stated",
}
"""Who is held responsible."""


ACTS: Final = {
    ClaimAct.SAY: "said",
    ClaimAct.CLAIM: "claimed",
    ClaimAct.DENY: "denied",
    ClaimAct.CONFIRM: "confirmed",
    ClaimAct.ACCUSE: "accused",
    ClaimAct.WARN: "warned",
    ClaimAct.PROMISE: "promised",
    ClaimAct.ORDER: "ordered",
    ClaimAct.ESTIMATE: "estimated",
    ClaimAct.BELIEVE: "believes",
    ClaimAct.INTEND: "intends",
    ClaimAct.OTHER: "is reported",
}
"""What a speaker did by speaking."""


def spaced(value: str) -> str:
    """A code with spaces for its underscores ("no_comment" as "no comment")."""
    return value.replace("_", " ")


def amount(quantity: Quantity) -> str:
    """A number or a range ("15", "at least 15", "10 to 20"); the printed words where they give none."""
    if quantity.min is None and quantity.max is None:
        return quantity.text
    if quantity.max is None:
        return f"at least {quantity.min}"
    if quantity.min is None:
        return f"at most {quantity.max}"
    return str(quantity.min) if quantity.min == quantity.max else f"{quantity.min} to {quantity.max}"


def days(occurred: Occurred) -> str:
    """The day or days ("25 June 2022"); the printed words where they give none."""
    first, last = occurred.date_from, occurred.date_to
    if first and last:
        return _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    if first:
        return f"{_day(first)} or later"
    return f"{_day(last)} or earlier" if last else occurred.text


def hurt(casualties: Casualties) -> str | None:
    """People killed and wounded; nothing where the article does not say."""
    parts = []
    if casualties.killed:
        parts.append(f"{amount(casualties.killed)} killed")
    if casualties.wounded:
        parts.append(f"{amount(casualties.wounded)} wounded")
    if casualties.none_reported and not parts:
        return "none reported"
    return ", ".join(parts) or None


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
