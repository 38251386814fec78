"""From a command line to a running service and its exit status."""

import logging
import sys
from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from claimwire.errors import ClaimwireError, MisuseError
from claimwire.service.exit_status import EXIT_FAILED, EXIT_MISUSE
from claimwire.service.lifeline import end_with_supervisor
from claimwire.service.settings import ProcessSettings

S = TypeVar("S", bound=ProcessSettings)


def run_process(name: str, settings_type: type[S], serve: Callable[[S], int]) -> int:
    """Read settings, set logging up, serve, and turn our errors into one sentence and an exit status."""
    try:
        settings = settings_type()
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            variable = "CLAIMWIRE_" + "_".join(str(part) for part in problem["loc"]).upper()
            sys.stderr.write(f"claimwire {name}: {variable}: {problem['msg']}\n")
        return EXIT_MISUSE
    try:
        _set_logging_up(name, settings)
        end_with_supervisor()
        return serve(settings)
    except MisuseError as error:
        sys.stderr.write(f"claimwire {name}: {error}\n")
        return EXIT_MISUSE
    except ClaimwireError as error:
        sys.stderr.write(f"claimwire {name}: {error}\n")
        return EXIT_FAILED


def _set_logging_up(name: str, settings: ProcessSettings) -> None:
    logging.basicConfig(
        level=settings.log_level.value,
        format=f"%(asctime)s {name:<10} %(levelname)-7s %(message)s",
        datefmt="%H:%M:%S",
        force=True,
    )
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
