"""The ``claimwire`` command: our own verbs, and those that installed services add."""

import sys
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

import click

from claimwire.errors import ClaimwireError, MisuseError

_OWN: Final = {
    "archive": "claimwire.cli.archive:archive",
    "dead": "claimwire.cli.dead:dead",
    "diff-extractors": "claimwire.cli.diff_extractors:diff_extractors",
    "up": "claimwire.cli.up:up",
    "status": "claimwire.cli.status:status",
    "redact": "claimwire.cli.redact:redact",
    "replay": "claimwire.cli.replay:replay",
    "trace": "claimwire.cli.trace:trace",
}
"""Verbs of this package; like the services' they are imported when called."""

_GROUP: Final = "claimwire.commands"


class _LazyGroup(click.Group):
    """Imports a command when it is called, so that ``status`` never imports spaCy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted({*_OWN, *entry_points(group=_GROUP).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        try:
            command = _loaded(cmd_name)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("claimwire"):
                raise
            # The help of all verbs must work where one of them lacks what it needs.
            command = _unusable(cmd_name, error.name)
        return command if isinstance(command, click.Command) else None


def _loaded(verb: str) -> object:
    if verb in _OWN:
        module, _, name = _OWN[verb].partition(":")
        return getattr(import_module(module), name)
    found = entry_points(group=_GROUP, name=verb)
    return next(iter(found)).load() if found else None


def _unusable(verb: str, missing: str) -> click.Command:
    def refuse() -> None:
        raise MisuseError(
            f"`claimwire {verb}` needs {missing}, which is not installed here: run it where the service is that it is about"
        )

    anything = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(
        verb, context_settings=anything, callback=refuse, help=f"(needs {missing}: not installed here)"
    )


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimwire")
def claimwire() -> None:
    """Who claimed what, and what was struck: an event log from news."""


def main() -> int:
    """Run the command; our own errors become one sentence and an exit status (2: cannot work, 1: failed)."""
    try:
        status = claimwire.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    except ClaimwireError as error:
        sys.stderr.write(f"claimwire: {error}\n")
        return 2 if isinstance(error, MisuseError) else 1
    except BrokenPipeError:
        # The reader of our output, such as `head`, has had enough; closing again would raise again.
        sys.stderr.close()
        return 0
    except OSError as error:
        # A full disk behind our output, a folder that takes no file: nothing a traceback would explain.
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"claimwire: {where}{error.strerror or error}\n")
        return 1
    return status if isinstance(status, int) else 0
