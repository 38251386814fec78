"""A comparison of two generations, told."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click
import pydantic_core

from claimwire.comparison import Body, Difference, FactKind, Totals
from claimwire.comparison.read_revisions import ComparedRevision

_CONTROLS: Final = dict.fromkeys((*range(32), *range(127, 160)), " ")
"""What strangers wrote must not steer the terminal."""

_LONGEST: Final = 120


def print_differences(revision: ComparedRevision, differences: Sequence[Difference]) -> None:
    """Print a revision and what differs: ``-`` is only in A, ``+`` only in B, ``~`` in both."""
    headline = f"  {_line(revision.headline)}" if revision.headline else ""
    click.echo(f"{_line(revision.article_id)} revision {revision.revision}{headline}")
    for one in differences:
        mark = "-" if one.b is None else "+" if one.a is None else "~"
        click.echo(f"  {mark} {one.kind:<7} {_fact(one.kind, one.a or one.b or {})}")
        for change in one.changes:
            click.echo(f"      {change.field}: {_value(change.a)} -> {_value(change.b)}")


def print_totals(totals: Totals, a: int, b: int, unread: Mapping[int, int]) -> None:
    """Print the counts; ``unread`` says by generation how many revisions only the other has read."""
    click.echo(f"{'':<8}{'same':>9}{'changed':>9}{f'only {a}':>9}{f'only {b}':>9}   fields that changed")
    for name, facts in (("claims", totals.claims), ("strikes", totals.strikes)):
        fields = ", ".join(f"{field} {count:,}" for field, count in facts.fields.most_common())
        counts = "".join(f"{count:>9,}" for count in (facts.same, facts.changed, facts.only_a, facts.only_b))
        click.echo(f"{name:<8}{counts}   {fields or '-'}")
    click.echo(f"compared {totals.revisions:,} revisions, {totals.alike:,} alike")
    for generation, count in unread.items():
        if count:
            click.echo(
                f"not read by generation {generation}: {count:,} (claimwire reprocess --generation {generation})"
            )


def differences_json(revision: ComparedRevision, differences: Sequence[Difference]) -> str:
    """One line of JSON for a revision."""
    told = {"article_id": revision.article_id, "revision": revision.revision, "differences": differences}
    return pydantic_core.to_json(told).decode()


def totals_json(totals: Totals, unread: Mapping[int, int]) -> str:
    """One line of JSON for the whole."""
    return pydantic_core.to_json({"totals": totals, "unread": unread}).decode()


def _fact(kind: FactKind, body: Body) -> str:
    words = _short(" … ".join(span["text"] for span in body[kind.words]))
    return f"{_line(body['source']['name'])}: {words}" if kind is FactKind.CLAIM else f"{body['kind']}: {words}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping) and set(value) >= {"text", "start", "end"}:
        return f"{_short(str(value['text']))} at {value['start']}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_value, value))}]"
    return "nothing" if value is None else _short(value if isinstance(value, str) else json.dumps(value))


def _short(words: str) -> str:
    line = _line(words)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _line(words: str) -> str:
    return words.translate(_CONTROLS)
