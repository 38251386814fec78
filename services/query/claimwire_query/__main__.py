"""Run the query service."""

import sys

from claimwire.service import run_process
from claimwire_query.app import build
from claimwire_query.settings import QuerySettings

if __name__ == "__main__":
    sys.exit(run_process("query", QuerySettings, lambda settings: build(settings).serve()))
