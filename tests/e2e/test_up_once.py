"""`make run ONCE=1`, as far as the command that it runs."""

import json
import os
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimwire.embedded.running_url import private_endpoint
from claimwire.testing import wait_until

if TYPE_CHECKING:
    from tests.e2e.conftest import System


@pytest.mark.timeout(300)
def test_the_seed_article_is_printed_as_tables_and_all_ends_with_status_0(system: "System", seeds: Path) -> None:
    ran = subprocess.run(
        system.up("--seeds", str(seeds), "--once"),
        env=system.environment,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode == 0, ran.stderr
    for expected in ("Claims", "Strikes", "articles: 1, claims: 12", "Telegram", "no_comment", "2022-06-25"):
        assert expected in ran.stdout
    assert not (system.data_dir / "server" / "server.sock").exists()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", system.ports["query"])):
        pass


@pytest.mark.timeout(300)
def test_a_second_run_on_the_same_folder_adds_nothing(system: "System", seeds: Path) -> None:
    for _ in range(2):
        system.start("--seeds", str(seeds))
        wait_until(lambda: system.caught_up() and len(system.get("/articles")["items"]) == 1, 120)
        status = system.status()
        assert status
        lengths = {stream["stream"]: stream["length"] for stream in status["streams"]}
        assert (lengths["articles"], lengths["claims"], lengths["extractions"]) == (1, 12, 1)
        assert system.stop() == 0


@pytest.mark.timeout(300)
def test_the_address_it_prints_may_stand_in_its_own_environment(system: "System") -> None:
    system.environment["CLAIMWIRE_REDIS_URL"] = private_endpoint(system.data_dir).url
    system.start()
    system.process.kill()
    system.process.wait()
    wait_until(lambda: not any(map(listens, system.ports.values())), 60)

    system.start()

    assert system.stop() == 0
    assert not private_endpoint(system.data_dir).socket.exists()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_taken_port_ends_it_with_one_sentence_and_status_2(system: "System") -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", system.ports["query"]))
        other.listen()
        ran = subprocess.run(system.up("--once"), env=system.environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert f"port {system.ports['query']} for query is not free" in ran.stderr
    assert not (system.data_dir / "server").exists()


@pytest.mark.skipif(not os.environ.get("CLAIMWIRE_EVAL_DIR"), reason="CLAIMWIRE_EVAL_DIR names no labelled data")
def test_the_seed_article_is_read_as_people_read_it(system: "System", seeds: Path) -> None:
    folder = Path(os.environ["CLAIMWIRE_EVAL_DIR"])
    ran = subprocess.run(
        system.command("extract", "--published", "2022-06-25T16:14:29Z", str(seeds / "lysychansk.txt")),
        env=system.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    bodies = [json.loads(line) for line in ran.stdout.splitlines()]
    claims = [event["data"] for event in bodies if event["type"] == "claimwire.claim.reported"]
    strikes = [event["data"] for event in bodies if event["type"] == "claimwire.strike.reported"]
    expected = json.loads((folder / "claims" / "seed-00-claims.json").read_text())
    assert sum(any(_same_claim(gold, claim) for claim in claims) for gold in expected) >= 11
    statuses = {(status["status"], claim["source"]["name"]) for claim in claims for status in claim["verification"]}
    assert {status for status, _ in statuses} == {"unverified", "no_comment"}
    gold = json.loads((folder / "strikes" / "gold" / "seed-00.gold.json").read_text())["strikes"]
    current = [strike for strike in gold if strike["factuality"] != "historical"]
    assert sum(any(_same_strike(one, strike) for strike in strikes) for one in current) >= 5


def _same_claim(gold: dict[str, object], claim: dict[str, object]) -> bool:
    source, content = claim["source"], claim["content"]
    assert isinstance(source, dict)
    assert isinstance(content, list)
    said = content[0]["text"].removeprefix("that ").rstrip(",.")
    expected = gold["content"]
    assert isinstance(expected, list)
    return bool(source["name"] == gold["speaker"] and said == expected[0])


def _same_strike(gold: dict[str, object], strike: dict[str, object]) -> bool:
    def texts(items: object) -> set[str]:
        assert isinstance(items, list)
        return {item["text"] if isinstance(item, dict) else item for item in items}

    counts = [
        one and (one["min"], one["max"])
        for one in (gold["count"], strike["count"])
        if one is None or isinstance(one, dict)
    ]
    return (
        texts(gold["places"]) == texts(strike["places"])
        and counts[0] == counts[1]
        and texts(gold["attributed_to"]) == texts(strike["attribution"])
        and gold["kind"] in {strike["kind"], "unspecified"}
    )
