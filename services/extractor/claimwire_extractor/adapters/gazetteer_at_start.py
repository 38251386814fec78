"""The gazetteer's file, made before the first worker needs it."""

import asyncio
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from claimwire_extractor.adapters.gazetteer import (
    build_gazetteer,
    default_gazetteer_path,
    open_gazetteer,
    place_changes,
)

logger = logging.getLogger(__name__)


async def gazetteer_at_start(given: Path | None, places: Path | None = None) -> Path:
    """Return the gazetteer's path (the default one unless given), building the file where there is none.

    It is built in a process of its own, which gives its 800 MB back.

    Raises:
        PlacesUnreadable: ``places``, a user's changes to it, is wrong, or the file is no gazetteer.
    """
    # What is wrong in itself is told before the half minute that building takes, what does not fit the gazetteer behind it.
    place_changes(places)
    path = given or default_gazetteer_path()
    if not path.is_file():
        logger.info("building the gazetteer %s; this is done once", path)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as builder:
            await asyncio.get_running_loop().run_in_executor(builder, build_gazetteer, path)
    open_gazetteer(path, places)
    return path
