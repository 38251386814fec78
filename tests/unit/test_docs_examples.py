"""What the documents show is true: blocks parse, imports exist, links lead somewhere."""

import ast
import importlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimwire.events import from_json

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    page: str
    language: str
    mark: str
    text: str


BLOCKS = [
    Block(str(page.relative_to(ROOT)), language, mark.strip(), text)
    for page in PAGES
    for language, mark, text in BLOCK.findall(page.read_text(encoding="utf-8"))
]


def blocks(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


@pytest.mark.parametrize("block", blocks("json"), ids=lambda block: block.page)
def test_json(block: Block) -> None:
    json.loads(block.text)


@pytest.mark.parametrize("block", [b for b in blocks("json") if b.mark == "event"], ids=lambda block: block.page)
def test_json_that_shows_an_event_is_one(block: Block) -> None:
    assert from_json(block.text).subject


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.page)
def test_python_compiles_and_its_imports_exist(block: Block) -> None:
    tree = ast.parse(block.text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            module = importlib.import_module(node.module)
            assert [name.name for name in node.names if not hasattr(module, name.name)] == []
        elif isinstance(node, ast.Import):
            for name in node.names:
                importlib.import_module(name.name)


def test_bodies_sent_with_curl_are_json() -> None:
    bodies = [body for block in blocks("sh") for body in re.findall(r"-d '(.*?)'", block.text, re.DOTALL)]

    assert bodies
    assert all(isinstance(json.loads(body), dict) for body in bodies)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    lines = [line.lstrip("# ").lower() for line in text.splitlines() if line.startswith("#")]
    headings = {re.sub(r"[^\w -]", "", line).replace(" ", "-") for line in lines}

    assert [t for t in targets if t.startswith("#") and t[1:] not in headings] == []
    assert [t for t in targets if not t.startswith("#") and not (page.parent / t.partition("#")[0]).exists()] == []


def test_files_the_readme_names_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    data = ROOT / "services" / "extractor" / "claimwire_extractor" / "data"

    assert f"`{data.relative_to(ROOT)}/`" in readme
    named = re.findall(r"^\| `([\w.]+)` \|", readme, re.MULTILINE)
    assert [name for name in named if not (data / name).is_file()] == []
    assert len(named) >= 3
