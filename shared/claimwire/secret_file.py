"""Secrets in files, as Docker, Kubernetes and systemd hand them over; and kept out of what is shown."""

import re
from pathlib import Path
from typing import Final

from claimwire.errors import SecretMissing

_PASSWORD: Final = re.compile(r"(?<=://)([^/:@]*):[^/]*@|([?&]password=)[^&]*")


def without_password(url: str) -> str:
    """Write an address as it may be shown or logged."""
    return _PASSWORD.sub(lambda found: f"{found[2]}***" if found[2] else f"{found[1]}:***@", url)


def read_secret(path: Path | None) -> str | None:
    """Read the one line of a secret's file; no file, no secret.

    Raises:
        SecretMissing: the file cannot be read, or is empty.
    """
    if path is None:
        return None
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretMissing(f"the secret in {path} cannot be read ({error}): give its path and its owner") from error
    if not secret:
        raise SecretMissing(f"the file {path} should hold a secret and is empty")
    return secret
