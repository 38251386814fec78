"""Write ``docs/events.md`` from the contract's models; ``--check`` only says whether it is current."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from generated_file import GeneratedFile

from claimwire.events import EVENT_TYPES, Event, EventType, Stream, from_fields, to_json

ROOT: Final = Path(__file__).resolve().parents[2]
GOLDEN: Final = ROOT / "tests" / "contract" / "golden"
EXAMPLES: Final = ("claimwire.article.published", "claimwire.claim.reported", "claimwire.strike.reported")

INTRODUCTION: Final = """\
# Events

Written by `make docs` from `shared/claimwire/events`; edit the models there, not this page.

Every event is CloudEvents 1.0. In Redis each attribute below is a plain field of the stream entry and the body is
JSON in the field `payload`; in JSON lines the body is `data`. The streams of partition 0 are `claimwire:{0}:<stream>`
(the braces are part of the key). JSON Schemas: [`shared/schemas`](../shared/schemas).

Unknown fields of a body are refused, and unknown envelope attributes ignored: a new body field is a new version.
Identifiers are UUIDv5 values computed from what they identify ([`ids.py`](../shared/claimwire/events/ids.py)), so the same
thing said twice has the same id, and a consumer that keeps ids is idempotent.
"""


def page() -> str:
    """Compute the whole page."""
    values: dict[str, dict[str, Any]] = {}
    events = [_type_section(kind, values) for kind in EVENT_TYPES.values()]
    envelope = Event.model_json_schema(mode="serialization")
    parts = [INTRODUCTION, _types_table(), "## Envelope\n", _fields_table(envelope), *events]
    parts += ["## Values\n", *(_value_section(name, values[name]) for name in sorted(values))]
    parts += ["## Examples\n", *(_example(name) for name in EXAMPLES)]
    return "\n".join(parts)


def _types_table() -> str:
    rows = [
        f"| {f'`{stream}`' if stream else 'any'} | [`{kind.name}`](#{_anchor(kind.name)}) | {kind.version} |"
        for stream in (*Stream, None)
        for kind in EVENT_TYPES.values()
        if kind.stream is stream
    ]
    return "\n".join(["| stream | type | version |", "|---|---|---|", *rows, ""])


def _type_section(kind: EventType, values: dict[str, dict[str, Any]]) -> str:
    schema = kind.body.model_json_schema(mode="serialization")
    values.update(schema.get("$defs", {}))
    return f"## `{kind.name}`\n\n{_prose(schema)}\n\n{_fields_table(schema)}"


def _value_section(name: str, schema: dict[str, Any]) -> str:
    heading = f"### {name}\n\n{_prose(schema)}\n"
    if "enum" in schema:
        return heading + "\nOne of " + ", ".join(f"`{value}`" for value in schema["enum"]) + ".\n"
    return f"{heading}\n{_fields_table(schema)}" if schema.get("properties") else heading


def _fields_table(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = [
        f"| `{name}` | {_kind(field)} | {'yes' if name in required else ''} | {_cell(field.get('description', ''))} |"
        for name, field in schema["properties"].items()
    ]
    return "\n".join(["| field | value | required | meaning |", "|---|---|---|---|", *rows, ""])


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{_anchor(name)})"
    if "anyOf" in field:
        return " or ".join(_kind(option) for option in field["anyOf"])
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}"
    return str(field.get("format") or field.get("type", "any JSON"))


def _anchor(heading: str) -> str:
    return heading.lower().replace(".", "")


def _prose(schema: dict[str, Any]) -> str:
    return str(schema.get("description", "")).replace("``", "`")


def _cell(text: str) -> str:
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())


def _example(name: str) -> str:
    entry = json.loads((GOLDEN / f"{name}.v{EVENT_TYPES[name].version}.json").read_text(encoding="utf-8"))
    event = from_fields({field.encode(): value.encode() for field, value in entry.items()})
    document = json.dumps(json.loads(to_json(event)), indent=2, ensure_ascii=False)
    return f"```json event\n{document}\n```\n"


if __name__ == "__main__":
    sys.exit(GeneratedFile("events.md", page).main(sys.argv[1:]))
