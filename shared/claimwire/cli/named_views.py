"""The read models that a verb is told of."""

from pathlib import Path

from pydantic import ValidationError

from claimwire.errors import MisuseError
from claimwire.views import ViewBuilds
from claimwire.views.settings import ViewSettings


def named_views(data_dir: Path, views_url: str | None, views_password_file: Path | None) -> ViewBuilds:
    """The read models that the options name; nothing is opened yet.

    Raises:
        MisuseError: the address is none of a database.
        SecretMissing: the password's file cannot be read.
    """
    given = {"data_dir": data_dir, "views_url": views_url, "views_password_file": views_password_file}
    try:
        return ViewSettings.model_validate(given).views()
    except ValidationError as error:
        raise MisuseError(f"--views-url: {error.errors(include_url=False, include_input=False)[0]['msg']}") from error


def existing_views(data_dir: Path, views_url: str | None, views_password_file: Path | None) -> ViewBuilds:
    """The same, where the folder must be there already.

    Raises:
        MisuseError: there is no such folder, or the address is none of a database.
        SecretMissing: the password's file cannot be read.
    """
    if views_url is None and not data_dir.is_dir():
        raise MisuseError(f"there is no folder {data_dir}: name the data folder of the services with --data-dir")
    return named_views(data_dir, views_url, views_password_file)
