"""The dead of a strike as a range."""

from claimwire_extractor.core.found import FoundStrike


def killed(strike: FoundStrike) -> tuple[int | None, int | None] | None:
    number = strike.casualties.killed
    return (number.min, number.max) if number else None
