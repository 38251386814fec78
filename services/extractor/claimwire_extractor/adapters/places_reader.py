"""The places of one text, in this process."""

from collections.abc import Callable, Sequence
from pathlib import Path

from claimwire_extractor.adapters.gazetteer import open_gazetteer
from claimwire_extractor.adapters.lexicons import load_place_words
from claimwire_extractor.adapters.pipeline import Pipeline
from claimwire_extractor.core.places.read_places import NamedPlace, read_places

PlacesReader = Callable[[str], Sequence[NamedPlace]]
"""Finds all places of a text."""


def load_places_reader(gazetteer: Path | None = None) -> PlacesReader:
    """Load model, words and the gazetteer (the default one unless given a path)."""
    pipeline, words, places = Pipeline.load(), load_place_words(), open_gazetteer(gazetteer)

    def read(text: str) -> Sequence[NamedPlace]:
        return read_places(pipeline.read(text), words, places)

    return read
