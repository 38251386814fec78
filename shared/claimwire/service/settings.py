"""Settings that every service has."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from claimwire.log import Durability, RedisLog
from claimwire.secret_file import read_secret

LogAddress = Annotated[str, Field(min_length=1, pattern=r"^(redis|rediss|unix)://")]
"""Where a log's server is."""


class LogLevel(StrEnum):
    """How much a process tells."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class ProcessSettings(BaseSettings):
    """What every process is told; read once from the environment (prefix ``CLAIMWIRE_``), never changed."""

    model_config = SettingsConfigDict(
        env_prefix="CLAIMWIRE_", frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    data_dir: Path = Path("data")
    """Folder for what the services of one machine keep besides the log."""
    log_level: LogLevel = LogLevel.INFO
    """How much the process tells on standard error."""
    host: str = "127.0.0.1"
    """Address that the service's HTTP port listens on."""


class LogSettings(ProcessSettings):
    """How the log's server is to be approached."""

    redis_password_file: Path | None = None
    """File that holds the password of the log's server, so that it stands neither in the address nor in the environment."""
    durability: Durability = Durability.DISK
    """``disk`` checks that the server keeps an append-only file; ``replicated`` trusts the operator."""

    def log_at(self, url: str) -> RedisLog:
        """Make the log's adapter; nothing connects yet.

        Raises:
            SecretMissing: the password's file cannot be read.
        """
        return RedisLog(url, password=read_secret(self.redis_password_file), durability=self.durability)


class ServiceSettings(LogSettings):
    """What every service that reads or writes the log is told besides."""

    redis_url: LogAddress
    """Address of the log's server (``redis://``, ``rediss://`` or ``unix://``); it may hold a password, so it has no default."""

    def event_log(self) -> RedisLog:
        """Make the log's adapter; nothing connects yet.

        Raises:
            SecretMissing: the password's file cannot be read.
        """
        return self.log_at(self.redis_url)
