"""Where one build of the read models is kept."""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from claimwire.views.build_name import BuildName


class ViewDatabase(Protocol):
    """A database for one build of the read models; nothing is opened before an engine is asked for."""

    @property
    def build(self) -> BuildName:
        """Which build it is."""
        ...

    @property
    def name(self) -> str:
        """What messages call it; holds no secret."""
        ...

    @property
    def schema(self) -> str | None:
        """The schema its tables are in; null where they are in none."""
        ...

    @property
    def removal(self) -> str:
        """How an operator deletes this build of the read models, as the rest of the sentence "or ..."."""
        ...

    def lock(self) -> AbstractContextManager[object]:
        """Keep other writers of this build out from the start; ends with the context, or with the process.

        Raises:
            ViewInUse: another process writes it.
            ViewUnavailable: the database cannot be reached for now.
        """
        ...

    def writer(self) -> Engine:
        """Open it for writing, made with all its tables if need be.

        Every transaction keeps other writers out. Of a finished build it is on disk when its commit
        returns, since the log may be trimmed up to a checkpoint reported to it; of an unfinished one
        it may be lost with the machine's power, never in parts.

        Raises:
            sqlalchemy.exc.DBAPIError: it cannot be opened for now.
        """
        ...

    def reader(self) -> Engine:
        """Open it for reading only, when first used; one transaction sees one state and never waits for the writer."""
        ...

    def scrub(self, engine: Engine) -> None:
        """Rid the files of what was deleted, as far as we can; ``engine`` is the writer's, in no transaction.

        Raises:
            ViewUnavailable: a reader is in the way.
            sqlalchemy.exc.DBAPIError: it cannot be reached for now.
        """
        ...

    def identity(self) -> Hashable | None:
        """What a reader opened now would read; another value than before asks for a new reader, null for none."""
        ...

    def is_damaged(self, error: DBAPIError) -> bool:
        """Whether an error says that what is stored is broken, which no waiting mends; only :attr:`removal` helps."""
        ...

    def is_missing(self, error: DBAPIError) -> bool:
        """Whether a reader failed because nobody has made this build yet."""
        ...
