"""Coverage-guided fuzzing of the extractor: ``python -m tests.fuzz.fuzz_extractor -max_total_time=900 [CORPUS]``.

Needs ``pip install atheris`` (no dependency of ours: it has no wheels for every platform). Each input is read as
numbers: they pick pieces of articles, or characters. What holds of every extraction is checked, as in the
property tests. An input that breaks it is written to a file, which given as the only argument is tried again.
"""

import importlib
import sys
from typing import Any

# Not imported by name: type checkers and linters run where it is not installed.
atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["claimwire_extractor.core"]):
    from tests.property.hostile_text import ARTICLE, FRAGMENTS, extracted

    from claimwire_extractor.adapters.article_reader import load_article_reader

_READER = load_article_reader()
_JOINTS = (" ", " ", " ", "", "\n")
_MOST = 200


def article_of(data: bytes) -> str:
    """Make a text of what the fuzzer chose."""
    chosen = atheris.FuzzedDataProvider(data)
    text = ARTICLE[: chosen.ConsumeIntInRange(0, len(ARTICLE))] if chosen.ConsumeBool() else ""
    for _ in range(_MOST):
        if not chosen.remaining_bytes():
            break
        piece = chosen.ConsumeIntInRange(0, len(FRAGMENTS))
        text += FRAGMENTS[piece] if piece < len(FRAGMENTS) else chosen.ConsumeUnicodeNoSurrogates(4)
        text += _JOINTS[chosen.ConsumeIntInRange(0, len(_JOINTS) - 1)]
    return text or " "


def try_one(data: bytes) -> None:
    """Extract one text and check it."""
    extracted(_READER, article_of(data))


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
