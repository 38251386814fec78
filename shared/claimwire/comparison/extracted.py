"""What one generation found in one revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]
"""A claim or a strike as its event says it, in JSON's types."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The claims and strikes that an extraction lists, by their ids."""

    claims: dict[str, Body]
    strikes: dict[str, Body]
