"""Reading the read models that a verb is told of."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from claimwire.cli.named_views import existing_views
from claimwire.errors import ViewMissing
from claimwire.views import ViewReader


@contextmanager
def read_views(data_dir: Path, views_url: str | None, views_password_file: Path | None) -> Iterator[ViewReader]:
    """Open the read models that the options name.

    Raises:
        MisuseError: the address is none of a database, or there is no such folder.
        SecretMissing: the password's file cannot be read.
        ViewMissing: from what is done inside: they are not there; it says where they were looked for.
    """
    builds = existing_views(data_dir, views_url, views_password_file)
    with closing(ViewReader(builds)) as view:
        try:
            yield view
        except ViewMissing as error:
            raise ViewMissing(f"{error} (looked in {builds.name})") from error
