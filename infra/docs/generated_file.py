"""A file that is generated from code and committed."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"


@dataclass(frozen=True)
class GeneratedFile:
    """Its name within ``docs`` and how its text is computed."""

    name: str
    text: Callable[[], str]

    def main(self, arguments: Sequence[str]) -> int:
        """Write it; with ``--check`` only say whether what is committed is what the code says."""
        path = DOCS / self.name
        if "--check" not in arguments:
            path.write_text(self.text(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != self.text():
            sys.stderr.write(f"docs/{self.name} is not what the code says: run `make docs`\n")
            return 1
        return 0
