"""Which shape of the read models this build writes and reads."""

from pathlib import Path
from typing import Final

VIEWS_VERSION: Final = 1
"""Raised whenever a table or the meaning of a column changes; each version has its own file."""


def views_path(data_dir: Path, version: int = VIEWS_VERSION) -> Path:
    """Where one version of the read models lives in the services' data folder."""
    return data_dir / "projection" / f"views-v{version}.sqlite"


def view_name(version: int = VIEWS_VERSION) -> str:
    """Name of the view's checkpoint, in its own table and as reported to the log."""
    return f"projection/v{version}"
