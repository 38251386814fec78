"""What the read models keep of a dead letter."""

from typing import Any

import pytest

from claimwire.events import DeadLetterParked, EntryField, FieldEncoding, new_event
from claimwire.testing import NOON
from claimwire_projection.core.rows_of import rows_of


def row(stream: str, **fields: str) -> dict[str, Any]:
    body = DeadLetterParked(
        stream=stream,
        entry_id="1-1",
        group="g",
        consumer="c",
        error="E: e",
        attempts=1,
        fields=tuple(EntryField(name=name, value=value, encoding=FieldEncoding.UTF8) for name, value in fields.items()),
    )
    identity = "29a7c7a9-9c3b-571a-a8e8-8b73c2f6c35f"
    [found] = rows_of(new_event(body, id=identity, subject="somebody", source="test", time=NOON))
    return dict(found.values)


@pytest.mark.parametrize(
    ("stream", "fields", "article", "event_type"),
    [
        ("articles", {"subject": "a-1", "type": "claimwire.article.painted"}, "a-1", "claimwire.article.painted"),
        ("backfill", {"subject": "a-1", "type": "t"}, "a-1", "t"),
        ("control", {"subject": "claimwire", "type": "t"}, None, "t"),
        ("articles", {"subject": ""}, None, None),
        ("articles", {"data": "x"}, None, None),
    ],
)
def test_the_article_is_the_one_that_the_entry_names(
    stream: str, fields: dict[str, str], article: str | None, event_type: str | None
) -> None:
    found = row(stream, **fields)

    assert (found["article_id"], found["event_type"]) == (article, event_type)
    assert (found["state"], found["operator"]) == ("open", None)
