"""Run the archiver service."""

import sys

from claimwire.service import run_process
from claimwire_archiver.app import build
from claimwire_archiver.settings import ArchiverSettings

if __name__ == "__main__":
    sys.exit(run_process("archiver", ArchiverSettings, lambda settings: build(settings).serve()))
