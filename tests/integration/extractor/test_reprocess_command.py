"""``claimwire reprocess`` against a real server."""

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimwire.events import Event, ExtractionRequested, Reprocess, Stream
from claimwire.log import Append, EntryId, RedisLog
from claimwire.testing import completed, published
from claimwire_extractor.adapters.reprocess_command import reprocess
from claimwire_extractor.core.generation import GENERATION


def run(redis_url: str, *arguments: str) -> Result:
    return CliRunner().invoke(reprocess, ["--redis-url", redis_url, *arguments])


async def in_thread(redis_url: str, *arguments: str) -> Result:
    """The command runs an event loop of its own."""
    return await asyncio.to_thread(run, redis_url, *arguments)


async def say(redis_url: str, *events: Event) -> None:
    log = RedisLog(redis_url)
    await log.open()
    await log.append([Append(event=event) for event in events])
    await log.close()


async def said(redis_url: str, stream: Stream) -> list[Event]:
    log = RedisLog(redis_url)
    await log.open()
    found = [entry.event() for entry in await log.read(EntryId.START, [stream], limit=1_000)]
    await log.close()
    return found


async def asked(redis_url: str) -> Sequence[tuple[str, int]]:
    bodies = [event.data for event in await said(redis_url, Stream.BACKFILL)]
    return [(body.article_id, body.generation) for body in bodies if isinstance(body, ExtractionRequested)]


@pytest.fixture
async def history(redis_url: str) -> str:
    await say(redis_url, published("a"), published("b"), published("c"), completed("b", generation=7))
    return redis_url


async def test_it_says_what_it_asked_for_and_who_wanted_it(history: str) -> None:
    result = await in_thread(history, "--operator", "Vera", "--reason", "better rules", "--generation", "7")

    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("requested 2 revisions; left out 1 ")
    assert await asked(history) == [("a", 7), ("c", 7)]
    [command] = await said(history, Stream.CONTROL)
    assert isinstance(command.data, Reprocess)
    assert (command.data.operator, command.data.reason, command.data.generation) == ("Vera", "better rules", 7)
    assert (command.source, command.subject) == ("claimwire/cli", "extractor")
    assert {event.causationid for event in await said(history, Stream.BACKFILL)} == {command.id}


async def test_the_installed_generation_is_asked_for_unless_another_is_named(history: str) -> None:
    await in_thread(history, "--article", "a", "--article", "z")

    assert await asked(history) == [("a", GENERATION)]
    [command] = await said(history, Stream.CONTROL)
    assert isinstance(command.data, Reprocess)
    assert command.data.articles == ("a", "z")


async def test_a_repeat_asks_for_nothing_twice_and_is_audited_too(history: str) -> None:
    await in_thread(history, "--generation", "7")
    result = await in_thread(history, "--generation", "7")

    assert result.stderr.startswith("requested 0 revisions; left out 3 ")
    assert await asked(history) == [("a", 7), ("c", 7)]
    first, second = await said(history, Stream.CONTROL)
    assert first.id != second.id


async def test_a_dry_run_writes_nothing(history: str) -> None:
    result = await in_thread(history, "--generation", "7", "--dry-run")

    assert result.stderr.startswith("would request 2 revisions; left out 1 ")
    assert await asked(history) == []
    assert await said(history, Stream.CONTROL) == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--from", "yesterday"], "'yesterday' is neither a position"),
        (["--to", "1:1656173669000-0"], "position of partition 1"),
        (["--generation", "0"], "0 is not in the range x>=1"),
        (["--most-unfinished", "5"], "5 is not in the range x>=100"),
    ],
)
def test_bad_input_is_a_usage_error(arguments: list[str], problem: str) -> None:
    result = run("redis://127.0.0.1:1", *arguments)

    assert result.exit_code == 2
    assert problem in result.output


def test_what_begins_after_its_end_is_no_part_of_history(tmp_path: Path) -> None:
    program = (
        "import sys; from claimwire.cli.main import main; sys.exit(main())",
        "reprocess",
        *("--from", "2024-06-26T00:00:00Z", "--to", "2024-06-25T00:00:00Z", "--redis-url", "redis://127.0.0.1:1"),
    )

    done = subprocess.run(
        [sys.executable, "-c", *program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 2
    assert "begins at 2024-06-26 00:00:00+00:00, after its end, 2024-06-25 00:00:00+00:00" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_verb_is_there_and_imports_no_model(tmp_path: Path) -> None:
    program = (
        "import sys; from claimwire.cli.main import main; sys.argv = ['claimwire', 'reprocess', '--help'];"
        "status = main(); sys.exit(status or ('spacy' in sys.modules) * 9)"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Ask for articles of history to be extracted again." in done.stdout
