"""Which services run on one machine, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Final

DEFAULT_PORTS: Final[Mapping[str, int]] = {
    "archiver": 8084,
    "projection": 8083,
    "extractor": 8082,
    "query": 8080,
    "ingest": 8081,
}
"""Ports by service, in the order of starting: readers before writers, so that nothing waits unread."""

_GROUP: Final = "claimwire.services"


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """One service to run."""

    name: str
    module: str
    """Run as ``python -m <module>``."""
    port: int

    @property
    def port_variable(self) -> str:
        """The setting that tells the service its port."""
        return f"CLAIMWIRE_{self.name.upper()}_PORT"


def installed_services(ports: Mapping[str, int]) -> list[ServicePlan]:
    """List the installed services we know how to run, in the order of starting."""
    installed = {found.name: found.value for found in entry_points(group=_GROUP)}
    return [ServicePlan(name, installed[name], ports[name]) for name in DEFAULT_PORTS if name in installed]
