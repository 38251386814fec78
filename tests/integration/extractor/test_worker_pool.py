"""A worker that dies, hangs or cannot start costs its own article and nothing else."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bench.processes import descendants, is_running

from claimwire.errors import MisuseError, WorkerLost
from claimwire.events import ArticleText
from claimwire.testing import published, wait_until
from claimwire_extractor.adapters.worker_pool import WorkerPool

LOADERS = Path(__file__).parents[2] / "contract"
LOADER = "worker_loaders:load_obedient"


@pytest.fixture(autouse=True)
def _loaders_are_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(LOADERS)


def article(name: str, text: str = "Calm.") -> ArticleText:
    body = published(name, text=text).data
    assert isinstance(body, ArticleText)
    return body


async def until(condition: Callable[[], bool]) -> None:
    await asyncio.to_thread(wait_until, condition)


def written(path: Path) -> bool:
    return path.exists() and bool(path.read_text(encoding="utf-8"))


def files_in(folder: Path) -> int:
    return len(list(folder.iterdir()))


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


async def test_a_worker_killed_on_an_article_costs_that_article_only(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    async with WorkerPool(2, timeout_s=60, loader=LOADER) as pool:
        unlucky = asyncio.create_task(pool.extract(article("unlucky", f"hang {taken}")))
        await until(lambda: written(taken))
        others = [asyncio.create_task(pool.extract(article(f"other {number}"))) for number in range(10)]
        os.kill(int(taken.read_text(encoding="utf-8")), signal.SIGKILL)

        with pytest.raises(WorkerLost, match="died on article unlucky revision 1"):
            await unlucky
        answers = await asyncio.gather(*others)

        assert [answer.completed.article_id for answer in answers] == [f"other {number}" for number in range(10)]
        await until(lambda: len(pool.pids) == 2)


async def test_a_worker_killed_while_idle_costs_no_article() -> None:
    async with WorkerPool(1, timeout_s=60, loader=LOADER) as pool:
        [first] = pool.pids
        os.kill(first, signal.SIGKILL)
        await until(lambda: not is_running(first))

        answer = await pool.extract(article("next"))

        assert answer.completed.article_id == "next"
        assert answer.completed.sentences not in {first, os.getpid()}


async def test_a_worker_over_its_time_is_ended_and_the_next_article_is_read(tmp_path: Path) -> None:
    async with WorkerPool(1, timeout_s=0.3, loader=LOADER) as pool:
        [first] = pool.pids
        with pytest.raises(WorkerLost, match=r"took more than 0\.3 s and was ended on article slow"):
            await pool.extract(article("slow", f"hang {tmp_path / 'taken'}"))

        await until(lambda: not is_running(first))
        assert (await pool.extract(article("next"))).completed.article_id == "next"


async def test_a_long_article_gets_more_time(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    async with WorkerPool(1, timeout_s=0.2, loader=LOADER) as pool:
        with pytest.raises(WorkerLost, match=r"took more than 0\.6 s"):
            await pool.extract(article("long", f"hang {taken}\n".ljust(200_000, "x")))


async def test_a_worker_that_cannot_load_refuses_the_start() -> None:
    with pytest.raises(MisuseError, match="cannot load worker_loaders:load_never: LookupError: no model here"):
        async with WorkerPool(1, timeout_s=60, loader="worker_loaders:load_never"):
            pass


async def test_a_worker_killed_while_it_loads_is_replaced(tmp_path: Path) -> None:
    note = tmp_path / "loading"

    async def kill_the_first() -> int:
        await until(lambda: written(note))
        first = int(note.read_text(encoding="utf-8"))
        os.kill(first, signal.SIGKILL)
        return first

    killing = asyncio.create_task(kill_the_first())
    async with WorkerPool(2, timeout_s=60, loader="worker_loaders:load_in_the_end", options={"note": note}) as pool:
        answers = await asyncio.gather(*(pool.extract(article(str(number))) for number in range(4)))

        assert [answer.completed.article_id for answer in answers] == list("0123")
        assert len(pool.pids) == 2
        assert await killing not in pool.pids


async def test_workers_that_all_die_while_loading_refuse_the_start(tmp_path: Path) -> None:
    options = {"folder": tmp_path}
    with pytest.raises(WorkerLost, match="5 extraction workers in a row died while loading"):
        async with WorkerPool(1, timeout_s=60, loader="worker_loaders:load_deadly", options=options):
            pass

    assert files_in(tmp_path) == 5


async def test_workers_load_at_the_same_time(tmp_path: Path) -> None:
    options = {"folder": tmp_path, "count": 3}
    async with asyncio.timeout(60), WorkerPool(3, timeout_s=60, loader="worker_loaders:load_together", options=options):
        assert files_in(tmp_path) == 3


async def test_a_start_given_up_ends_the_workers_that_load(tmp_path: Path) -> None:
    note = tmp_path / "loading"
    pool = WorkerPool(1, timeout_s=60, loader="worker_loaders:load_in_the_end", options={"note": note})
    entering = asyncio.create_task(pool.__aenter__())
    await until(lambda: written(note))

    entering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await entering

    assert not is_running(int(note.read_text(encoding="utf-8")))


async def test_workers_are_replaced_though_their_fork_server_is_killed_too() -> None:
    async with WorkerPool(1, timeout_s=60, loader=LOADER) as pool:
        [worker] = pool.pids
        fork_server = parent(worker)
        for pid in (fork_server, worker):
            os.kill(pid, signal.SIGKILL)
        await until(lambda: not is_running(fork_server) and not is_running(worker))

        assert (await pool.extract(article("next"))).completed.article_id == "next"


async def test_stopping_ends_all_workers_and_whoever_waits(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    async with WorkerPool(1, timeout_s=60, loader=LOADER) as pool:
        pids = pool.pids
        reading = asyncio.create_task(pool.extract(article("hanging", f"hang {taken}")))
        await until(lambda: written(taken))
        waiting = asyncio.create_task(pool.extract(article("behind it")))
        await asyncio.sleep(0)

    with pytest.raises(WorkerLost, match="hanging"):
        await reading
    with pytest.raises(WorkerLost, match="behind it"):
        await waiting
    assert not any(is_running(pid) for pid in pids)


PARENT = """
import asyncio, os, sys
from claimwire.events import ArticleText
from claimwire.testing import published
from claimwire_extractor.adapters.worker_pool import WorkerPool

async def main() -> None:
    async with WorkerPool(2, timeout_s=600, loader="worker_loaders:load_obedient") as pool:
        print(*pool.pids, flush=True)
        await pool.extract(published("a", text="hang " + sys.argv[1]).data)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script, taken = tmp_path / "parent.py", tmp_path / "taken"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(LOADERS), *sys.path])}
    with subprocess.Popen([sys.executable, script, taken], stdout=subprocess.PIPE, env=environment) as parent:
        try:
            assert parent.stdout
            workers = [int(pid) for pid in parent.stdout.readline().split()]
            wait_until(lambda: written(taken))
            family = descendants(parent.pid)
        finally:
            parent.kill()

    assert len(workers) == 2
    assert set(workers) <= set(family)
    assert len(family) >= 4  # the fork server and the resource tracker too
    wait_until(lambda: not any(is_running(pid) for pid in family))


async def test_ctrl_c_does_not_reach_the_workers() -> None:
    async with WorkerPool(1, timeout_s=60, loader=LOADER) as pool:
        [worker] = pool.pids
        os.kill(worker, signal.SIGINT)

        answer = await pool.extract(article("a"))

        assert answer.completed.sentences == worker
