"""One thing that the extractor got wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Miss:
    """Where, in which measure, and how."""

    article: str
    """Id of the labelled article."""
    figure: str
    """The measure it lowers."""
    labelled: str
    """What the label says; empty where nothing is labelled."""
    found: str
    """What the extractor says; empty where it says nothing."""
    words: str
    """The words of the article it is about."""
