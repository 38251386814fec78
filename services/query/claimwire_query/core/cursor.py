"""The token that continues a listing where its last page ended."""

import base64
import binascii
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimwire.errors import BadCursor

Key = tuple[
    Annotated[int, Field(ge=-62_135_596_800_000_000, lt=253_402_300_800_000_000)],
    str,
    Annotated[int, Field(ge=0, lt=2**31)],
    str,
]
"""Publication time (microseconds since 1970 UTC, in the years 1 to 9999), article id, offset in the text, fact id."""


class Cursor(BaseModel):
    """The sort key of the last item given, and the snapshot that the whole walk reads.

    Opaque to clients. It belongs to one listing with one set of filters, because a key means
    nothing elsewhere; it is not secret and not signed, as it opens nothing that the filters do not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    listing: str = Field(pattern=r"^[a-z]+:[0-9a-f]+$", max_length=64)
    """Name of the listing and a fingerprint of its filters."""
    snapshot: str = Field(pattern=r"^\d{1,14}-\d{1,20}$")
    """Entry id of the view's checkpoint when the walk began: what came later is not in it."""
    key: Key
    """Sort key of the last item given."""

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, token: str, *, listing: str) -> Self:
        """Read what :meth:`__str__` wrote.

        Raises:
            BadCursor: it is damaged, or belongs to another listing or other filters.
        """
        try:
            json = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            cursor = cls.model_validate_json(json)
        except (binascii.Error, ValidationError, ValueError) as error:
            raise BadCursor("the cursor is damaged: use the `next` of an answer as it is, or start anew") from error
        if cursor.listing != listing:
            raise BadCursor("the cursor belongs to another listing: repeat it with the same filters, or start anew")
        return cursor
