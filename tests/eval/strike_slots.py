"""The fields of one strike held against its label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.eval.gold import GoldNumber, GoldStrike
from tests.eval.same_words import matched, same_words
from tests.eval.tally import Tally

from claimwire.events import Quantity, Side, StrikeReported


@dataclass(frozen=True, slots=True)
class Slot:
    """One field: its count, and both its values for people to read."""

    name: str
    tally: Tally
    labelled: str
    found: str


def strike_slots(label: GoldStrike, strike: StrikeReported) -> Iterator[Slot]:
    """Compare every field of a strike with that of the label it was paired with."""
    yield _slot("kind", label.kind, strike.kind, right=label.kind == strike.kind)
    weapon = strike.weapon.text if strike.weapon else None
    yield _slot("weapon", label.weapon, weapon, right=same_words(label.weapon, weapon))
    yield _number("count", label.count, strike.count)
    sides = [None if side == Side.UNKNOWN else side for side in (label.actor.side, strike.actor.side)]
    yield _slot("side", *sides, right=sides[0] == sides[1])
    yield _phrases("origin", label.origin, [place.text for place in strike.origins])
    yield _phrases("targets", label.targets, [target.text for target in strike.targets])
    yield _phrases("places", label.places, [place.text for place in strike.places])
    yield from _dates(label, strike)
    yield _number("killed", label.killed, strike.casualties.killed)
    yield _number("wounded", label.wounded, strike.casualties.wounded)
    yield _slot("no_casualties", label.no_casualties, strike.casualties.none_reported)
    yield _phrases("attributed_to", label.attributed_to, [name.text for name in strike.attribution])
    yield _slot("factuality", label.factuality, strike.factuality, right=label.factuality == strike.factuality)
    status = strike.verification.status if strike.verification else None
    yield _slot("verification", label.verification, status, right=label.verification == status)


def _slot(name: str, labelled: object, found: object, *, right: bool = True) -> Slot:
    tally = Tally.of(labelled=labelled, found=found, right=right)
    return Slot(name, tally, str(labelled or ""), str(found or ""))


def _number(name: str, labelled: GoldNumber | None, found: Quantity | None) -> Slot:
    bounds = [(number.min, number.max) if number else None for number in (labelled, found)]
    tally = Tally.of(labelled=labelled, found=found, right=bounds[0] == bounds[1])
    return Slot(
        name, tally, *(f"{number.text} = {number.min}..{number.max}" if number else "" for number in (labelled, found))
    )


def _phrases(name: str, labelled: Sequence[str], found: Sequence[str]) -> Slot:
    tally = Tally(matched(labelled, found), len(found), len(labelled))
    return Slot(name, tally, "; ".join(labelled), "; ".join(found))


def _dates(label: GoldStrike, strike: StrikeReported) -> Iterator[Slot]:
    first = strike.occurred.date_from if strike.occurred else None
    last = strike.occurred.date_to if strike.occurred else None
    start, end = (label.date.start, label.date.end) if label.date else (None, None)
    yield _slot("date", start, first, right=start == first)
    yield _slot("date_to", end, last, right=end == last)
