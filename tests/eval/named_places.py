"""Every place that many articles name."""

import asyncio
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from tests.eval.extractions import WORKERS

from claimwire.events import ArticleText, Place
from claimwire_extractor.adapters.gazetteer_at_start import gazetteer_at_start
from claimwire_extractor.adapters.places_reader import PlacesReader, load_places_reader

_CHUNK: Final = 8

_readers: list[PlacesReader] = []
"""The one reader of a worker process."""


async def named_places(articles: Sequence[ArticleText]) -> list[list[Place]]:
    """Find the places of every article, peoples and adjectives with those of their countries, in the order given."""
    gazetteer = await gazetteer_at_start(None)
    context = multiprocessing.get_context("forkserver")
    # It holds for the processes forked from it: else each would compute in as many threads as there are cores.
    context.set_forkserver_preload(["claimwire_extractor.adapters.one_thread"])
    with ProcessPoolExecutor(WORKERS, context, initializer=_load, initargs=(gazetteer,)) as pool:
        texts = [article.text for article in articles]
        return await asyncio.to_thread(lambda: list(pool.map(_places, texts, chunksize=_CHUNK)))


def _load(gazetteer: Path) -> None:
    _readers.append(load_places_reader(gazetteer))


def _places(text: str) -> list[Place]:
    return [named.place for named in _readers[0](text)]
