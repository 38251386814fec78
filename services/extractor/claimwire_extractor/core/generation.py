"""Which extractor speaks."""

from typing import Final

GENERATION: Final = 6
"""Raised whenever the output for some article may change: rules, lexicons, gazetteer, model."""

EXTRACTOR: Final = "claimwire-extractor/0.1.0"
"""Name and version, as ``extraction.completed`` gives them."""

SOURCE: Final = "claimwire/extractor"
"""CloudEvents source of everything the extractor says."""

GROUP: Final = "extractor"
"""The consumer group of all running extractors, of whatever generation."""
