"""Settings of every service that reads or writes the read models."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from claimwire.secret_file import read_secret
from claimwire.service import ProcessSettings
from claimwire.views.builds import ViewBuilds
from claimwire.views.postgres_builds import PostgresBuilds
from claimwire.views.sqlite_builds import SqliteBuilds


def _parsed(url: str) -> str:
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        # The library's message may repeat the address with its password.
        raise ValueError("not an address of the form postgresql+psycopg://user@host/database") from error
    return url


class ViewSettings(ProcessSettings):
    """Where the read models are."""

    views_url: Annotated[str, Field(pattern=r"^postgresql\+psycopg://"), AfterValidator(_parsed)] | None = None
    """Address of a PostgreSQL database (``postgresql+psycopg://user@host/database``); unset, they are a file in the data folder."""
    views_password_file: Path | None = None
    """File that holds the password of that database, so that it stands neither in the address nor in the environment."""

    def views(self) -> ViewBuilds:
        """Name the place; nothing connects yet.

        Raises:
            SecretMissing: the password's file cannot be read.
        """
        if self.views_url is None:
            return SqliteBuilds(self.data_dir)
        return PostgresBuilds(self.views_url, password=read_secret(self.views_password_file))
