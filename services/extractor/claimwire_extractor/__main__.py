"""Run the extractor: ``python -m claimwire_extractor``."""

import sys

from claimwire.service import run_process
from claimwire_extractor.app import build
from claimwire_extractor.settings import ExtractorSettings

# Without the guard a worker process that imports this file would start an extractor of its own.
if __name__ == "__main__":
    sys.exit(run_process("extractor", ExtractorSettings, lambda settings: build(settings).serve()))
