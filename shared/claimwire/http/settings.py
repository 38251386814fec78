"""Settings of every service that is asked over HTTP."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import NoDecode

from claimwire.service import ProcessSettings, ServiceSettings


def _split(value: object) -> object:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


CommaSeparated = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
"""Several words in one environment variable, separated by commas."""


class GuardSettings(ProcessSettings):
    """Who may ask, and how much they may send."""

    allowed_hosts: CommaSeparated = ()
    """Names and addresses, besides those of loopback, by which the service may be addressed (the Host header), separated by commas, without port."""
    allowed_origins: CommaSeparated = ()
    """Origins of web pages that may write, such as https://desk.example, separated by commas."""
    max_body_bytes: int = Field(default=10_000_000, ge=1)
    """Largest request body that is accepted."""


class HttpSettings(GuardSettings, ServiceSettings):
    """The same for a service that needs the log besides."""
