"""Exit statuses by which a supervisor knows what to do."""

from typing import Final

EXIT_FAILED: Final = 1
"""The service ran and failed; starting it again may help."""

EXIT_MISUSE: Final = 2
"""The set-up cannot work; starting it again does not help."""
