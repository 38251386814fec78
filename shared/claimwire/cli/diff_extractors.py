"""``claimwire diff-extractors``."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from pydantic import TypeAdapter, ValidationError

from claimwire.cli.diff_report import differences_json, print_differences, print_totals, totals_json
from claimwire.cli.parsed import parsed
from claimwire.cli.read_views import read_views
from claimwire.cli.views_options import views_options
from claimwire.comparison import Totals, compare
from claimwire.comparison.read_revisions import Choice, count_unread, read_revisions
from claimwire.moment import Since

_SINCE: Final = TypeAdapter[datetime](Since)


def _since(text: str) -> datetime:
    try:
        return _SINCE.validate_python(text)
    except ValidationError as error:
        (problem,) = error.errors(include_url=False)
        raise ValueError(f"{text!r} is no time: {problem['msg'].removeprefix('Value error, ')}") from error


@click.command("diff-extractors")
@click.argument("a", type=click.IntRange(min=1))
@click.argument("b", type=click.IntRange(min=1))
@click.option("--article", "article_ids", metavar="ID", multiple=True, help="Only this article; may be given again.")
@click.option(
    "--since", metavar="TIME", callback=parsed(_since), help="Recorded then or later: an ISO 8601 time, or a day (UTC)."
)
@click.option("--limit", type=click.IntRange(min=1), help="Compare so many revisions at the most.")
@views_options
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print a line of JSON for each revision that differs, and one with the totals.",
)
def diff_extractors(
    *,
    a: int,
    b: int,
    article_ids: tuple[str, ...],
    since: datetime | None,
    limit: int | None,
    data_dir: Path,
    views_url: str | None,
    views_password_file: Path | None,
    as_json: bool,
) -> int:
    """Show what generations A and B of the extractor found in the same revisions, claim by claim and strike by strike.

    A fact that only A found is marked -, one that only B found +, one that both found with other
    values ~. Only revisions that both have read are compared: see `claimwire reprocess`.
    """
    if a == b:
        raise click.UsageError("A and B are the same generation: name two")
    choice, totals = Choice(a, b, article_ids, since), Totals()
    with read_views(data_dir, views_url, views_password_file) as view, view.read() as connection:
        for revision in read_revisions(connection, choice, limit=limit):
            differences = compare(revision.a, revision.b)
            totals.add(revision.a, differences)
            if differences and as_json:
                click.echo(differences_json(revision, differences))
            elif differences:
                print_differences(revision, differences)
        unread = {generation: count_unread(connection, choice, by=generation) for generation in (a, b)}
    _tell(totals, choice, unread, as_json=as_json)
    return 0 if totals.revisions else 1


def _tell(totals: Totals, choice: Choice, unread: Mapping[int, int], *, as_json: bool) -> None:
    if as_json:
        click.echo(totals_json(totals, unread))
    elif totals.revisions:
        print_totals(totals, choice.a, choice.b, unread)
    else:
        click.echo(
            f"nothing to compare: no such revision has been read by generation {choice.a} and by {choice.b}", err=True
        )
