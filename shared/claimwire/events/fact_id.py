"""The form of a computed identifier."""

from typing import Annotated

from pydantic import Field

FactId = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
        json_schema_extra={"format": "uuid"},
    ),
]
"""A UUIDv5 in lower case, computed by :mod:`claimwire.events.ids`."""
