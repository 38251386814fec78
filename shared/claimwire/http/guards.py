"""The guards of an HTTP service, in their order."""

from collections.abc import Collection

from fastapi import FastAPI

from claimwire.http.body_limit import BodyLimit
from claimwire.http.host_guard import HostGuard
from claimwire.http.write_guard import WriteGuard


def install_guards(
    app: FastAPI, *, allowed_hosts: Collection[str], allowed_origins: Collection[str], max_body: int
) -> None:
    """Check host, then origin and media type of writes, then the body's size in bytes.

    Call it before the application starts. No CORS headers are ever sent.
    """
    # The one added last is asked first.
    app.add_middleware(BodyLimit, max_bytes=max_body)
    app.add_middleware(WriteGuard, allowed_origins=allowed_origins)
    app.add_middleware(HostGuard, allowed=allowed_hosts)
