"""What the workers of the tests load instead of the model; an article's first line says what happens to it."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from claimwire.events import ArticleText
from claimwire.testing import wait_until
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report


def load_obedient() -> Callable[[ArticleText], Extraction]:
    """Read articles that say "raise", "die", "hang" (and then name a file to write), or nothing of the kind."""
    return _obey


def load_never() -> Callable[[ArticleText], Extraction]:
    """Fail to load."""
    raise LookupError("no model here")


def load_in_the_end(note: Path) -> Callable[[ArticleText], Extraction]:
    """Write the number of the process and hang if nobody has yet; load otherwise."""
    try:
        with note.open("x", encoding="utf-8") as written:
            written.write(str(os.getpid()))
    except FileExistsError:
        return _obey
    threading.Event().wait()
    raise AssertionError("it hangs until it is killed")


def load_together(folder: Path, count: int) -> Callable[[ArticleText], Extraction]:
    """Load once ``count`` workers are loading."""
    (folder / str(os.getpid())).touch()
    wait_until(lambda: len(list(folder.iterdir())) >= count)
    return _obey


def load_deadly(folder: Path) -> Callable[[ArticleText], Extraction]:
    """Leave a file and die."""
    (folder / str(os.getpid())).touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return _obey


def _obey(article: ArticleText) -> Extraction:
    order, _, path = article.text.partition("\n")[0].partition(" ")
    if path:
        Path(path).write_text(str(os.getpid()), encoding="utf-8")
    if order == "raise":
        raise ZeroDivisionError("as ordered")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        threading.Event().wait()
    # The number of the process stands where the number of sentences would.
    return report(
        article, Findings(FoundClaims(claims=(), statuses=()), ()), model="made/1", sentences=os.getpid(), elapsed_ms=0
    )
