"""From an archive's address to its files."""

from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claimwire.archive.folder import Folder
from claimwire.archive.local_folder import LocalFolder
from claimwire.archive.object_folder import ObjectFolder
from claimwire.errors import MisuseError


def checked_url(url: str) -> str:
    """Say whether an address can be an archive's, and give it back.

    Raises:
        ValueError: it is of another kind, or holds credentials.
    """
    scheme, separator, _ = url.partition("://")
    if separator and (scheme not in {"s3", "memory"} or "@" in urlsplit(url).netloc):
        raise ValueError("an archive's address is a folder or s3://bucket/prefix, without credentials")
    return url


def open_folder(url: str) -> Folder:
    """Say where an archive lies: a path, ``s3://bucket/prefix``, or ``memory://name`` for tests.

    Raises:
        MisuseError: another kind of address, or the library that reads it is not installed.
    """
    try:
        scheme, separator, path = checked_url(url).partition("://")
    except ValueError as error:
        raise MisuseError(str(error)) from error
    if not separator:
        return LocalFolder(Path(url))
    try:
        files = import_module("fsspec").filesystem(scheme, use_listings_cache=False)
    except ImportError as error:
        raise MisuseError(
            f"the archive at {url} needs a library ({error}): pip install 'claimwire[archive,s3]'"
        ) from error
    return ObjectFolder(files, path if scheme == "s3" else f"/{path}", url=url, errors=_errors(scheme))


def _errors(scheme: str) -> tuple[type[Exception], ...]:
    # What s3fs cannot translate, such as a server that is not there, comes through as botocore's.
    if scheme != "s3":
        return ()
    exceptions: Any = import_module("botocore.exceptions")
    return exceptions.BotoCoreError, exceptions.ClientError
