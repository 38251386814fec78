"""Addresses that came from outside."""

from urllib.parse import urlsplit


def web_link(url: str | None) -> str | None:
    """The address if a reader may safely follow it (http or https, with a host), else nothing."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
