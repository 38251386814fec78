"""Where one version of the read models is kept."""

from collections.abc import Hashable
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError


class ViewDatabase(Protocol):
    """A database for the read models; nothing is opened before an engine is asked for."""

    @property
    def name(self) -> str:
        """What messages call it; holds no secret."""
        ...

    @property
    def removal(self) -> str:
        """How an operator deletes this version of the read models, as the rest of the sentence "or ..."."""
        ...

    def writer(self) -> Engine:
        """Open it for writing, made with all its tables if need be.

        Every transaction keeps other writers out, and is on disk when its commit returns: the log may
        be trimmed up to a checkpoint reported to it.

        Raises:
            sqlalchemy.exc.DBAPIError: it cannot be opened for now.
        """
        ...

    def reader(self) -> Engine:
        """Open it for reading only, when first used; one transaction sees one state and never waits for the writer."""
        ...

    def identity(self) -> Hashable | None:
        """What a reader opened now would read; another value than before asks for a new reader, null for none."""
        ...

    def is_missing(self, error: DBAPIError) -> bool:
        """Whether a reader failed because no projection has made this version yet."""
        ...

    def versions(self) -> list[str]:
        """Name the versions that are there, whichever they are."""
        ...
