"""The trace that a sender's request belongs to."""

import re
from typing import Final

_W3C: Final = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<parent>[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)


def taken_traceparent(header: str | None) -> str | None:
    """Read a ``traceparent`` header of W3C Trace Context; null for one that is malformed, as the standard asks.

    A version newer than 00 is read as far as version 00 goes, and told as 00. We make no span of our own, so
    the parent stays the sender's: what comes of the request hangs below it.
    """
    found = _W3C.fullmatch(header.strip(" \t")) if header else None
    if found is None or found["version"] == "ff" or (found["version"] == "00" and found["more"]):
        return None
    if not found["trace"].strip("0") or not found["parent"].strip("0"):
        return None
    return f"00-{found['trace']}-{found['parent']}-{found['flags']}"
