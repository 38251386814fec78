"""The list of tracking parameters."""

from collections.abc import Collection
from importlib.resources import files


def tracking_parameters() -> Collection[str]:
    """Read ``data/tracking_parameters.txt``: names in lower case, prefixes with a trailing ``*``."""
    listed = (files("claimwire_ingest") / "data" / "tracking_parameters.txt").read_text(encoding="utf-8")
    lines = (line.strip().lower() for line in listed.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
