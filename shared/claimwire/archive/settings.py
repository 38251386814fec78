"""Settings of whoever reads or writes the archive."""

from typing import Annotated

from pydantic import AfterValidator, Field

from claimwire.archive.archive import Archive
from claimwire.archive.history import History
from claimwire.archive.open_folder import checked_url
from claimwire.log import EventLog
from claimwire.service.settings import ProcessSettings


class ArchiveSettings(ProcessSettings):
    """Where the archive lies."""

    archive_url: Annotated[str, AfterValidator(checked_url)] | None = Field(default=None, min_length=1)
    """Where history is archived: a folder or ``s3://bucket/prefix``; not set, the folder ``archive`` of the data folder. Credentials are found as AWS tools find them."""

    def archive(self) -> Archive:
        """The archive; nothing is opened yet."""
        return Archive.at(self.archive_url, self.data_dir)

    def history(self, log: EventLog) -> History:
        """A log and its archive as one."""
        return History(log, self.archive())
