"""Write ``docs/settings.md`` from the services' settings; ``--check`` only says whether it is current."""

import sys
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final

from generated_file import GeneratedFile
from pydantic.fields import FieldInfo

from claimwire.service import ProcessSettings
from claimwire_archiver.settings import ArchiverSettings
from claimwire_extractor.settings import ExtractorSettings
from claimwire_ingest.settings import IngestSettings
from claimwire_projection.settings import ProjectionSettings
from claimwire_query.settings import QuerySettings

SERVICES: Final[dict[str, type[ProcessSettings]]] = {
    "ingest": IngestSettings,
    "extractor": ExtractorSettings,
    "projection": ProjectionSettings,
    "archiver": ArchiverSettings,
    "query": QuerySettings,
}

INTRODUCTION: Final = """\
# Settings

Written by `make docs` from each service's `settings.py`; edit the models there, not this page.

Settings are environment variables, read once at start and checked; a service that cannot work with what it was told
says so in one sentence and ends with status 2. `claimwire up` passes its environment on, and sets the addresses, ports
and folders itself. Where `CLAIMWIRE_REDIS_URL` is set it uses that server, and says so, instead of starting a private one, unless it is the address of the
private server of its own data folder, which it then starts as usual.

| variable | used by | default | meaning |
|---|---|---|---|
"""


def page() -> str:
    """Compute the whole page."""
    names = {name for settings in SERVICES.values() for name in settings.model_fields}
    return INTRODUCTION + "".join(_row(name) for name in sorted(names))


def _row(name: str) -> str:
    users = {
        service: settings.model_fields[name] for service, settings in SERVICES.items() if name in settings.model_fields
    }
    return (
        f"| `CLAIMWIRE_{name.upper()}` | {', '.join(users)} | {_told(users, _default)} | {_told(users, _meaning)} |\n"
    )


def _told(users: Mapping[str, FieldInfo], tell: Callable[[FieldInfo], str]) -> str:
    """What most services are told, then those that are told something else."""
    (_, first), *others = ((service, tell(field)) for service, field in users.items())
    return first + "".join(f" ({service}: {told})" for service, told in others if told != first)


def _meaning(field: FieldInfo) -> str:
    return " ".join((field.description or "").replace("``", "`").replace("|", "\\|").split())


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
