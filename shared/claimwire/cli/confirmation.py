"""Asking before what cannot be undone."""

import sys

import click


def confirm(question: str, *, yes: bool) -> None:
    """Return when somebody agrees, or has agreed beforehand.

    Raises:
        click.UsageError: there is no terminal to ask at.
        click.Abort: the answer is no.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to be asked: give --yes, or --dry-run to see what would be done")
    click.confirm(question, abort=True)
