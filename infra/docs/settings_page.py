"""Write ``docs/settings.md`` from the services' settings; ``--check`` only says whether it is current."""

import sys
from enum import Enum
from typing import Any, Final

from generated_file import GeneratedFile
from pydantic.fields import FieldInfo

from claimwire.service import ProcessSettings
from claimwire_extractor.settings import ExtractorSettings
from claimwire_ingest.settings import IngestSettings
from claimwire_projection.settings import ProjectionSettings
from claimwire_query.settings import QuerySettings

SERVICES: Final[dict[str, type[ProcessSettings]]] = {
    "ingest": IngestSettings,
    "extractor": ExtractorSettings,
    "projection": ProjectionSettings,
    "query": QuerySettings,
}

INTRODUCTION: Final = """\
# Settings

Written by `make docs` from each service's `settings.py`; edit the models there, not this page.

Settings are environment variables, read once at start and checked; a service that cannot work with what it was told
says so in one sentence and ends with status 2. `claimwire up` passes its environment on, and sets the addresses, ports
and folders itself.

| variable | used by | default | meaning |
|---|---|---|---|
"""


def page() -> str:
    """Compute the whole page."""
    fields = {name: field for settings in SERVICES.values() for name, field in settings.model_fields.items()}
    return INTRODUCTION + "".join(_row(name, fields[name]) for name in sorted(fields))


def _row(name: str, field: FieldInfo) -> str:
    users = ", ".join(service for service, settings in SERVICES.items() if name in settings.model_fields)
    meaning = " ".join((field.description or "").replace("``", "`").replace("|", "\\|").split())
    return f"| `CLAIMWIRE_{name.upper()}` | {users} | {_default(field)} | {meaning} |\n"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "none: required"
    if field.default_factory:
        return "computed at start"
    value: Any = field.default
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, tuple):
        value = ",".join(value)
    return f"`{value}`" if value not in {None, ""} else "not set"


if __name__ == "__main__":
    sys.exit(GeneratedFile("settings.md", page).main(sys.argv[1:]))
