"""Articles with a claim and a strike that the extractor finds."""

TOWNS = (
    "Brackwater",
    "Ostrava Hill",
    "Lindenfold",
    "Marrowgate",
    "Tarn Bridge",
    "Quillhaven",
    "Dunmore",
    "Vesper Point",
)
SPEAKERS = ("Mayor Anna Holt", "Governor Petro Lysenko", "Police chief Omar Haddad", "Colonel Ivan Brandt")


def report(number: int) -> dict[str, str]:
    """Make what is posted of an article; the numbers go through all pairs of a town and a speaker."""
    town, speaker = TOWNS[number % len(TOWNS)], SPEAKERS[number // len(TOWNS) % len(SPEAKERS)]
    return {
        "url": f"https://wire.example/{number}",
        "publisher": "Example Wire",
        "published_at": "2024-05-06T09:00:00Z",
        "headline": f"Report {number}",
        "text": f"Report {number}\n\nRockets hit a depot in {town}, {speaker} said on Monday.",
    }
