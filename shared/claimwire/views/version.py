"""Which shape of the read models this code writes and reads."""

from typing import Final

VIEWS_VERSION: Final = 3
"""Raised whenever a table or the meaning of a column changes: each shape has files or schemas of its own."""


def view_name(version: int = VIEWS_VERSION) -> str:
    """Name of the view of one shape: of its checkpoint in its own table, and in commands about it."""
    return f"projection/v{version}"
