"""Every test that a page of docs names as its proof exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if NAMED.search(page.read_text(encoding="utf-8")))
TRAPS = ROOT / "docs" / "traps.md"


@cache
def names_in(path: str) -> frozenset[str]:
    """Names of the test functions of a file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(function.name for function in functions if function.name.startswith("test_"))


def missing(text: str) -> list[str]:
    """The tests that a text names and that do not exist."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if name not in names_in(path)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_test_named_by_a_page_exists(page: Path) -> None:
    assert missing(page.read_text(encoding="utf-8")) == []


def test_a_test_that_does_not_exist_is_noticed() -> None:
    here = "tests/unit/test_docs_tests_exist.py"
    words = (
        f"`{here}::test_a_test_that_does_not_exist_is_noticed`, `{here}::test_nothing`, `tests/unit/nowhere.py::test_a`"
    )

    assert missing(words) == [f"{here}::test_nothing", "tests/unit/nowhere.py::test_a"]


def test_every_trap_has_its_row_with_a_test_or_the_reason_why_it_cannot_occur() -> None:
    rows = [line.split("|")[1:-1] for line in TRAPS.read_text(encoding="utf-8").splitlines() if line.startswith("| T")]
    cells = [[cell.strip() for cell in row] for row in rows]

    assert [row[0] for row in cells] == [f"T{number}" for number in range(1, 20)]
    assert [row[0] for row in cells if not NAMED.search(row[3]) and not row[2].startswith("Cannot occur: ")] == []
