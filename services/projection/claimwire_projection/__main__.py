"""Run the projection service."""

import sys

from claimwire.service import run_process
from claimwire_projection.app import build
from claimwire_projection.settings import ProjectionSettings

if __name__ == "__main__":
    sys.exit(run_process("projection", ProjectionSettings, lambda settings: build(settings).serve()))
