"""The builds of the read models in a PostgreSQL database."""

from typing import Final

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, func, inspect, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema, DropSchema

from claimwire.errors import MisuseError, ViewUnavailable
from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import progress_metadata
from claimwire.views.postgres_server import PostgresServer
from claimwire.views.postgres_views import PostgresViews
from claimwire.views.schema import metadata
from claimwire.views.secondary_indexes import make_secondary_indexes
from claimwire.views.version import VIEWS_VERSION

_SCHEMA: Final = "views_live"
_LIVE: Final = Table(
    "live",
    MetaData(schema=_SCHEMA),
    Column("version", Integer, primary_key=True, comment="shape of the tables"),
    Column("build", Integer, nullable=False, comment="number of the build that is read"),
)
_OF_OTHERS: Final = text("""
    SELECT format('GRANT %s ON SCHEMA %I TO %s', privilege_type, CAST(:new AS text), who) FROM (
        SELECT privilege_type, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE CAST(CAST(grantee AS regrole) AS text) END AS who
        FROM pg_namespace, aclexplode(nspacl) WHERE nspname = :old AND grantee <> nspowner) AS schemas
    UNION ALL
    SELECT format('GRANT %s ON %I.%I TO %s', privilege_type, CAST(:new AS text), relname, who) FROM (
        SELECT privilege_type, relname,
            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE CAST(CAST(grantee AS regrole) AS text) END AS who
        FROM pg_class, pg_namespace, aclexplode(relacl)
        WHERE pg_namespace.oid = relnamespace AND nspname = :old AND relkind = 'r' AND grantee <> relowner) AS tables
""")
"""The rights that others have been given on one build, as statements that give them on another."""


class PostgresBuilds:
    """A schema per build, and a row that names the live one."""

    def __init__(self, url: str, password: str | None = None, version: int = VIEWS_VERSION) -> None:
        """``url`` is SQLAlchemy's, ``postgresql+psycopg://user@host/database``; a password given besides wins."""
        self._url, self._password, self._version = url, password, version
        self._server = PostgresServer(url, password)
        self._looking: Engine | None = None
        self._chosen_before = False

    @property
    def name(self) -> str:
        """The database's address."""
        return self._server.name

    def live(self) -> int:
        """Read the row; its table is there from the first switch on."""
        self._looking = self._looking or self._server.engine(isolation_level="AUTOCOMMIT")
        try:
            with self._looking.connect() as connection:
                return self._live(connection)
        except DBAPIError as error:
            raise ViewUnavailable(
                f"the read models in {self.name} cannot be read ({error.orig}): wait until the database answers"
            ) from error

    def switch(self, number: int) -> None:
        """Change the row."""
        with self._server.connection(f"another build cannot be chosen in {self.name}") as connection:
            connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                if not inspect(connection).has_schema(_SCHEMA):
                    connection.execute(CreateSchema(_SCHEMA))
                    _LIVE.create(connection)
                    # Two numbers are no secret, and every reader has to find the live build.
                    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {_SCHEMA} TO PUBLIC")
                    connection.exec_driver_sql(f"GRANT SELECT ON {_LIVE.fullname} TO PUBLIC")
                chosen = insert(_LIVE).values(version=self._version, build=number)
                connection.execute(chosen.on_conflict_do_update(index_elements=["version"], set_={"build": number}))

    def found(self) -> list[BuildName]:
        """Look for the schemas."""
        with self._server.connection(f"the read models cannot be looked for in {self.name}") as connection:
            labels = [name.removeprefix("views_") for name in inspect(connection).get_schema_names()]
        return sorted(build for label in labels if (build := BuildName.parse(label)))

    def database(self, number: int, *, finished: bool = True, version: int | None = None) -> PostgresViews:
        """Name the schema."""
        return PostgresViews(self._url, self._password, version or self._version, number, finished=finished)

    def finish(self, number: int) -> None:
        """Make its indexes, rename the schema, and let those read it who may read the live one."""
        unfinished, finished = self.database(number, finished=False).schema, self.database(number).schema
        with self._server.connection(f"the build cannot be finished in {self.name}") as connection:
            connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                if inspect(connection).has_schema(finished):
                    raise MisuseError(
                        f"there is a schema {finished} already: drop it or the unfinished build, and rebuild"
                    )
                connection.execution_options(schema_translate_map={None: unfinished})
                make_secondary_indexes(connection)
                # Else its first readers are given plans for empty tables, until the server finds time to look at them.
                for table in metadata.tables:
                    connection.exec_driver_sql(f"ANALYZE {unfinished}.{table}")
                # Last, since from here on whoever asks how far it is has to wait for the end.
                for table in progress_metadata.tables:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {unfinished}.{table}")
                connection.exec_driver_sql(f"ALTER SCHEMA {unfinished} RENAME TO {finished}")
                rights = {"old": self.database(self._live(connection)).schema, "new": finished}
                for statement in connection.scalars(_OF_OTHERS, rights).all():
                    connection.exec_driver_sql(statement)

    def drop(self, build: BuildName) -> None:
        """Drop the schema."""
        with self._server.connection(f"the build cannot be dropped in {self.name}") as connection:
            connection.execute(DropSchema(f"views_{build.label('_')}", cascade=True, if_exists=True))

    def close(self) -> None:
        """Close what :meth:`live` looks through."""
        if self._looking:
            self._looking.dispose()
            self._looking = None

    def _live(self, connection: Connection) -> int:
        # Asking a table that is not there would end the transaction.
        self._chosen_before = (
            self._chosen_before or connection.scalar(select(func.to_regclass(_LIVE.fullname))) is not None
        )
        if not self._chosen_before:
            return 1
        number: int | None = connection.scalar(select(_LIVE.c.build).where(_LIVE.c.version == self._version))
        return number or 1
