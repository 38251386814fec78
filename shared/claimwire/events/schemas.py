"""JSON Schemas of every type and version, exported to ``shared/schemas``.

``python -m claimwire.events.schemas FOLDER`` adds the missing ones; with ``--check`` it only compares,
which is the gate that keeps a published schema from changing without a new version and an upcaster.
Neither ever overwrites a file: whoever must change an unpublished schema deletes its file on purpose.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from claimwire.events.event import Event
from claimwire.events.registry import EVENT_TYPES
from claimwire.events.upcasting import UPCASTERS


def exported_schemas() -> dict[str, str]:
    """Compute the newest schema of the envelope and of every type, by file name."""
    documents = {
        f"{kind.name}.v{kind.version}.json": (kind.body.model_json_schema(mode="serialization"), kind.dataschema)
        for kind in EVENT_TYPES.values()
    }
    documents["claimwire.envelope.v1.json"] = (
        Event.model_json_schema(mode="serialization"),
        "urn:claimwire:schema:claimwire.envelope:1",
    )
    return {name: _document(schema, urn) for name, (schema, urn) in sorted(documents.items())}


def gate_problems(folder: Path) -> list[str]:
    """Say what keeps the folder from matching the code; empty when all is well."""
    expected = exported_schemas()
    stored = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}
    problems = [f"{name} is missing: run `make schemas`" for name in expected.keys() - stored.keys()]
    problems += [
        f"{name} differs from the code: a published schema never changes; raise the version, add an upcaster, run `make schemas`"
        for name in expected.keys() & stored.keys()
        if expected[name] != stored[name]
    ]
    older = {(kind.name, step) for kind in EVENT_TYPES.values() for step in range(1, kind.version)}
    problems += [f"{name} has no upcaster from version {step}" for name, step in older - UPCASTERS.keys()]
    kept = {f"{name}.v{step}.json" for name, step in older}
    problems += [f"{name} is missing: old versions stay published" for name in kept - stored.keys()]
    problems += [
        f"{name} belongs to no type of the code: a published type stays readable"
        for name in stored.keys() - kept - expected.keys()
    ]
    return sorted(problems)


def _document(schema: Mapping[str, object], urn: str) -> str:
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": urn, **schema}
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def export(folder: Path) -> None:
    """Write the schemas the folder does not hold yet; those it holds stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in exported_schemas().items():
        path = folder / name
        if not path.exists():
            path.write_text(document, encoding="utf-8")


def main(argv: list[str]) -> int:
    """Export or check the schemas; a changed published schema is refused in both."""
    folder = Path(argv[0])
    if "--check" not in argv:
        export(folder)
    problems = gate_problems(folder)
    for problem in problems:
        sys.stderr.write(f"schemas: {problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
