"""What every service process needs: settings, logging, a port, and a shell around its reader."""

from claimwire.service.http_server import HttpServer
from claimwire.service.process import run_process
from claimwire.service.reader_shell import ReaderShell
from claimwire.service.settings import LogAddress, LogSettings, ProcessSettings, ServiceSettings

__all__ = [
    "HttpServer",
    "LogAddress",
    "LogSettings",
    "ProcessSettings",
    "ReaderShell",
    "ServiceSettings",
    "run_process",
]
