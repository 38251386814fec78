"""The example of docs/archive.md, run as printed."""

import re
from pathlib import Path
from typing import Any

from claimwire.archive import Archive
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId
from claimwire.testing import made_news, reported_strike
from claimwire.testing.made_events import NOON

PAGE = Path(__file__).parents[2] / "docs" / "archive.md"


async def test_the_typed_example_passes_over_a_stranger_s_entry(tmp_path: Path) -> None:
    strike = reported_strike("a-1", made_news.fact_id("s"))
    bodies = [{b"somebody": b"else"}, to_fields(strike), {**to_fields(strike), b"payload": b"{}"}]
    archive = Archive(str(tmp_path))
    writer = await archive.begin("the epoch")
    writer.add([Entry(Stream.STRIKES, EntryId(5, number), fields) for number, fields in enumerate(bodies)])
    await archive.publish(writer, epoch="the epoch", closed_at=NOON)
    await archive.close()
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}

    exec(compile(program, PAGE.name, "exec"), names)

    assert await names["kinds"](str(tmp_path)) == ["rocket"]
