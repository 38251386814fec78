"""Places for gazetteers that hold no more than a test needs."""

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry


def known_place(
    name: str,
    country: str = "UA",
    admin1: str | None = "Sumy",
    *,
    population: int = 50_000,
    precision: PlacePrecision = PlacePrecision.SETTLEMENT,
    at: tuple[float, float] = (1.0, 2.0),
) -> tuple[GazetteerEntry, tuple[str, ...]]:
    """Make a place without aliases; ``at`` is its latitude and longitude."""
    latitude, longitude = at
    entry = GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        population=population,
        precision=precision,
    )
    return entry, ()
