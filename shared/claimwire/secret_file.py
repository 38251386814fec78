"""Secrets in files, as Docker, Kubernetes and systemd hand them over."""

from pathlib import Path

from claimwire.errors import SecretMissing


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
