"""Which shape of the read models this build writes and reads."""

from typing import Final

VIEWS_VERSION: Final = 1
"""Raised whenever a table or the meaning of a column changes; each version has its own file or schema."""


def view_name(version: int = VIEWS_VERSION) -> str:
    """Name of the view's checkpoint, in its own table and as reported to the log."""
    return f"projection/v{version}"
