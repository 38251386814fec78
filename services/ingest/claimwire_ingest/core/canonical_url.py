"""The one address of an article, whichever link led to it."""

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote_plus, urlsplit, urlunsplit

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4096
_UNPRINTABLE: Final = re.compile(r"[\s\x00-\x20\x7f\ud800-\udfff]")


def canonical_url(url: str, tracking: Collection[str] = ()) -> str:
    """Give the URL without what does not tell articles apart.

    Scheme and host are written in lower case (RFC 3986, 6.2.2.1), international hosts in their
    ASCII form; default port, user name, fragment and tracking parameters are removed. Path and
    remaining parameters stay as they are, in their order.

    Args:
        url: An absolute http or https URL.
        tracking: Names of parameters to remove, in lower case; one that ends in ``*`` is a prefix.

    Raises:
        ValueError: it is no such URL.
    """
    given = url.strip()
    if len(given) > _LONGEST or _UNPRINTABLE.search(given):
        raise ValueError(f"a URL has no blanks or control characters and at most {_LONGEST} characters")
    parts = urlsplit(given)
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"a URL of an article begins with http:// or https://, not {given[:20]!r}")
    host = _host(parts.hostname)
    port = "" if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    query = "&".join(pair for pair in parts.query.split("&") if not _is_tracking(pair, tracking))
    return urlunsplit((parts.scheme, host + port, parts.path or "/", query, ""))


def _host(name: str | None) -> str:
    host = (name or "").rstrip(".")
    if not host:
        raise ValueError("a URL of an article names a host")
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise ValueError(f"{host!r} is not a host name") from error


def _is_tracking(pair: str, tracking: Collection[str]) -> bool:
    name = unquote_plus(pair.partition("=")[0]).lower()
    return name in tracking or any(name.startswith(known[:-1]) for known in tracking if known.endswith("*"))
