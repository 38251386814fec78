"""``claimwire trace``, as it is called."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimwire.events import HISTORY, Event
from claimwire.log import Append, EntryId, RedisLog
from claimwire.testing import completed_extraction, publication
from claimwire.views import SqliteViews
from claimwire_projection.adapters.view_store import ViewStore

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
async def chain(redis_log: RedisLog) -> list[Event]:
    """An article and its extraction, among others'."""
    found: list[Event] = []
    for name in ("before", "harbour", "after"):
        article = publication(name)
        extraction = completed_extraction(article.event)
        await redis_log.append([article, Append(event=extraction)])
        found += [article.event, extraction]
    return found[2:4]


@pytest.fixture
async def projected(redis_log: RedisLog, tmp_path: Path, chain: list[Event]) -> None:
    """Read models of all of it, in the data folder."""
    del chain
    store = ViewStore(SqliteViews(tmp_path))
    store.open(redis_log.epoch, 0)
    store.apply(await redis_log.read(EntryId.START, HISTORY, limit=100))
    store.close()


@pytest.fixture
def trace(redis_url: str, tmp_path: Path) -> Run:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}

    def called(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "claimwire.cli", "trace", "--data-dir", str(tmp_path), *arguments],
            capture_output=True,
            text=True,
            env=plain | {"CLAIMWIRE_REDIS_URL": redis_url},
            timeout=120,
            check=False,
        )

    return called


def document(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.usefixtures("projected")
def test_a_chain_is_a_tree_from_the_wire_to_the_views(trace: Run, chain: list[Event]) -> None:
    article, extraction = chain
    done = trace(extraction.id)
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert text.index("article.published") < text.index("extraction.completed")
    for words in (article.id, extraction.id, "article_id harbour", "after it was received", "held", "stands at 0:"):
        assert words in text
    assert "before" not in text


@pytest.mark.usefixtures("projected")
def test_json_holds_all_of_it(trace: Run, chain: list[Event]) -> None:
    article, extraction = chain
    found = document(trace("harbour", "--json"))
    (root,) = found["chains"]
    assert root["event"]["id"] == article.id
    assert root["about"]["source"] == "api"
    assert root["about"]["retrieved_at"] == "2024-05-06T12:00:00Z"
    (step,) = root["led_to"]
    assert (step["event"]["id"], step["event"]["causationid"]) == (extraction.id, article.id)
    assert step["seconds_after_cause"] == 0
    assert [view["state"] for view in (*root["views"], *step["views"])] == ["held", "held"]
    assert [(view["live"], view["position"] >= step["position"]) for view in found["views"]] == [(True, True)]


def test_without_read_models_history_is_looked_through(trace: Run, chain: list[Event]) -> None:
    article, extraction = chain
    found = document(trace(extraction.id, "--json"))
    assert [chain["event"]["id"] for chain in found["chains"]] == [article.id]
    assert found["views"] == []
    by_position = document(trace(found["chains"][0]["position"], "--json"))
    assert by_position["chains"] == found["chains"]
    in_capitals = document(trace(extraction.id.upper(), "--json"))
    assert in_capitals["chains"] == found["chains"]


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["nobody"], 1, "there is nothing of nobody in this log"),
        (["0:1656173669000-0"], 1, "there is nothing of 0:1656173669000-0 in this log"),
        (["harbour", "--recorded-as-of", "2000-01-01T00:00:00Z"], 1, "or was not by then"),
        (["harbour", "--as-of", "2000-01-01T00:00:00Z"], 1, "or was not by then"),
        (["harbour", "--as-of", "yesterday"], 2, "give an ISO 8601 date and time"),
        ([], 2, "ID|POSITION"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(trace: Run, arguments: list[str], status: int, sentence: str) -> None:
    done = trace(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert sentence in " ".join(done.stderr.replace("│", "").split())
