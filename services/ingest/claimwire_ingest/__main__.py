"""Run the ingest service: ``python -m claimwire_ingest``."""

import sys

from claimwire.service import run_process
from claimwire_ingest.app import build
from claimwire_ingest.settings import IngestSettings

if __name__ == "__main__":
    sys.exit(run_process("ingest", IngestSettings, lambda settings: build(settings).serve()))
