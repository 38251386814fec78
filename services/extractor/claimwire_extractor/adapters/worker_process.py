"""One worker process, as its parent sees it."""

import multiprocessing
from collections.abc import Mapping

from claimwire.errors import MisuseError, WorkerLost
from claimwire.events import ArticleText
from claimwire_extractor.adapters.worker import Raised, Ready, work
from claimwire_extractor.core.extraction import Extraction

_context = multiprocessing.get_context("forkserver")


class WorkerGone(WorkerLost):
    """The worker had died before it took the article."""


class WorkerProcess:
    """Starts, asks and ends one worker. Every method but :meth:`kill` blocks, so it belongs in a thread."""

    def __init__(self, loader: str, options: Mapping[str, object]) -> None:
        """``loader`` names what the worker loads, called with ``options``; nothing starts yet."""
        # The fork server imports these once; it holds only for one that has not started yet.
        _context.set_forkserver_preload(["claimwire_extractor.adapters.one_thread", loader.partition(":")[0]])
        self._loader = loader
        self._connection, self._far_end = _context.Pipe()
        self._process = _context.Process(target=work, args=(self._far_end, loader, options), daemon=True)
        self._lost = False

    @property
    def pid(self) -> int | None:
        """Its process id once started."""
        return self._process.pid

    @property
    def lost(self) -> bool:
        """Whether a worker that is not being asked anything has ended."""
        # It has nothing to say, so what can be read is the end of the pipe; its exit status comes some time after that.
        return self._lost or self._connection.poll()

    def start(self) -> None:
        """Start it and wait until it has loaded everything.

        Raises:
            MisuseError: it cannot load, and would not next time.
            WorkerLost: it died while loading.
        """
        try:
            self._process.start()
            if self._lost:  # killed before there was a process to kill
                self.kill()
            # As long as we held the worker's end too, its death would never show as the end of the pipe.
            self._far_end.close()
            answer = self._connection.recv()
        except (EOFError, OSError) as error:  # of the fork server's death too
            raise WorkerLost("an extraction worker died while loading; see its standard error") from error
        if not isinstance(answer, Ready):
            misuse = MisuseError(
                f"an extraction worker cannot load {self._loader}: {answer.summary}; mend that and start again"
            )
            misuse.add_note(answer.traceback)
            raise misuse

    def ask(self, article: ArticleText) -> Extraction | Raised:
        """Give it an article and wait for the answer.

        Raises:
            WorkerGone: it had died before it took the article.
            WorkerLost: it died on the article.
        """
        died: type[WorkerLost] = WorkerGone
        try:
            self._connection.send(article)
            self._connection.recv()  # Taken
            died = WorkerLost
            answer: Extraction | Raised = self._connection.recv()
        except (EOFError, OSError) as error:
            self._lost = True
            raise died(f"worker {self.pid} died") from error
        return answer

    def kill(self) -> None:
        """End it at once; whoever waits for its answer gets WorkerLost."""
        self._lost = True
        if self._process.pid is not None:
            self._process.kill()

    def close(self) -> None:
        """Kill it and let go of all it held."""
        self.kill()
        if self._process.pid is not None:
            self._process.join()
        self._process.close()
        self._connection.close()
        self._far_end.close()
