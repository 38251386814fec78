"""A verb that lacks what it needs takes no other with it."""

import builtins
import sys
from typing import Any

import pytest

from claimwire.cli.main import main


@pytest.fixture
def no_sqlalchemy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def importing(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "sqlalchemy":
            raise ModuleNotFoundError("No module named 'sqlalchemy'", name="sqlalchemy")
        return real(name, *rest)

    for name in list(sys.modules):
        if name.startswith(("claimwire.cli.dead", "claimwire.cli.named", "claimwire.dead_letters", "claimwire.views")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", importing)


@pytest.mark.usefixtures("no_sqlalchemy")
@pytest.mark.parametrize("words", [["dead", "list", "--json"], ["dead"]])
def test_it_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["claimwire", *words])

    assert main() == 2
    assert "`claimwire dead` needs sqlalchemy, which is not installed here" in capsys.readouterr().err


@pytest.mark.usefixtures("no_sqlalchemy")
def test_the_help_of_all_verbs_still_works(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["claimwire", "--help"])

    assert main() == 0
    told = capsys.readouterr().out
    assert "(needs sqlalchemy: not installed here)" in told
    assert "replay" in told
