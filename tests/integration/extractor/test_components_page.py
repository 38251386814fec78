"""`docs/components.md` does what it says."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "components.md"
BLOCK = re.compile(r"^```(python|output)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_its_examples_run_one_after_the_other_and_print_what_stands_below_them() -> None:
    names: dict[str, object] = {}
    printed = io.StringIO()
    shown = []
    for language, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if language == "output":
            assert printed.getvalue() == block
            shown.append(block)
            printed = io.StringIO()
        else:
            with contextlib.redirect_stdout(printed):
                exec(compile(block, str(PAGE), "exec"), names)

    assert printed.getvalue() == ""
    assert len(shown) == 3
    assert "PLACE" in str(names["html"])
