"""What ``claimwire rebuild`` says of what it was asked, and of what the projection makes of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimwire.errors import MisuseError
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId
from claimwire.testing import published
from claimwire.views import SqliteBuilds
from claimwire_projection.adapters.awaited_switch import SwitchOutcome, awaited_switch
from claimwire_projection.adapters.command import rebuild
from claimwire_projection.adapters.view_store import ViewStore


@pytest.fixture
def builds(tmp_path: Path) -> SqliteBuilds:
    """Two, of which the first is live and stands at 5-0."""
    made = SqliteBuilds(tmp_path)
    for number in (1, 2):
        store = ViewStore(made.database(number))
        store.open("epoch", 0)
        store.apply([Entry(Stream.ARTICLES, EntryId(5, 0), to_fields(published("a-1")))])
        store.close()
    return made


async def test_a_command_is_open_until_the_projection_has_come_past_it(builds: SqliteBuilds) -> None:
    assert await awaited_switch(builds, 2, EntryId(6, 0), within_s=0) is SwitchOutcome.OPEN
    assert await awaited_switch(builds, 2, EntryId(5, 0), within_s=9) is SwitchOutcome.REFUSED
    builds.switch(2)
    assert await awaited_switch(builds, 2, EntryId(5, 0), within_s=9) is SwitchOutcome.DONE


async def test_without_read_models_a_command_is_open(tmp_path: Path) -> None:
    assert await awaited_switch(SqliteBuilds(tmp_path), 2, EntryId(5, 0), within_s=0) is SwitchOutcome.OPEN


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["projection", "--list", "--drop", "2"], "exclude each other"),
        (["projection", "--switch", "2", "--no-switch"], "exclude each other"),
        (["projection", "--switch", "0"], "0 is not in the range"),
        (["extractor"], "'extractor' is not 'projection'"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: list[str], words: str) -> None:
    told = CliRunner().invoke(rebuild, asked)

    assert (told.exit_code, words in told.output) == (2, True)


def test_a_list_needs_no_log(builds: SqliteBuilds, tmp_path: Path) -> None:
    told = CliRunner().invoke(rebuild, ["projection", "--list", "--data-dir", str(tmp_path)])

    assert told.exit_code == 0
    assert told.output.count("projection/v3") == len(builds.found())
    assert told.output.count("live") == 1


def test_a_list_of_nothing_says_where_it_looked(tmp_path: Path) -> None:
    told = CliRunner().invoke(rebuild, ["projection", "--list", "--data-dir", str(tmp_path)])
    assert (told.exit_code, told.output) == (0, f"there are no read models in {tmp_path / 'projection'}\n")

    told = CliRunner().invoke(rebuild, ["projection", "--list", "--data-dir", str(tmp_path / "no")])
    assert isinstance(told.exception, MisuseError)
    assert f"there is no folder {tmp_path / 'no'}" in str(told.exception)
