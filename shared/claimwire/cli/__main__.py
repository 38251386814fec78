"""``python -m claimwire.cli``: the same as ``claimwire``."""

import sys

from claimwire.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
