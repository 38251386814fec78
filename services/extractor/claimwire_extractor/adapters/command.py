"""``claimwire extract``: events as JSON lines, without any log."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

import click

from claimwire.errors import ExtractionFailed, UnreadableArticle
from claimwire.events import to_json
from claimwire_extractor.adapters.article_line import ArticleLine
from claimwire_extractor.adapters.explanation import explanation_lines, explanation_text
from claimwire_extractor.adapters.in_process_extractor import InProcessExtractor
from claimwire_extractor.adapters.lexicons import load_rule_book
from claimwire_extractor.core.events import extraction_events
from claimwire_extractor.core.explained import Explained


class _Time(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time like 2022-06-25T16:14:29Z", param, ctx)
        return time if time.tzinfo else time.replace(tzinfo=UTC)


@click.command()
@click.option("--jsonl", is_flag=True, help="FILE holds one article a line, as a JSON object.")
@click.option("--published", type=_Time(), help="When a plain text was published; UTC unless it has an offset.")
@click.option("--explain", is_flag=True, help="Print why each field has its value instead of the events.")
@click.argument("file", type=click.File("rb"))
def extract(file: BinaryIO, published: datetime | None, *, jsonl: bool, explain: bool) -> None:
    """Print the claims and strikes in FILE (- is standard input) as JSON lines, without any log.

    FILE is plain text in UTF-8; its name is the subject of the events. With --jsonl each line is an
    article: id, published (a time, or null) and text, and optionally url, publisher and headline;
    the id given is the subject. A line that cannot be read is reported on standard error, the others
    are printed, and the status is 1.

    With --explain it tells for each field of each claim and strike which rule led to it, and which
    words: text for people, or with --jsonl an object for each claim and strike.
    """
    if jsonl and published:
        raise click.UsageError("--published is for plain text: with --jsonl every line has its own")
    # Loading the model takes a second, which `--help` should not.
    from claimwire_extractor.adapters.article_reader import load_article_reader  # noqa: PLC0415

    extractor = InProcessExtractor(load_article_reader().explained)
    tell = _explainer(as_json=jsonl) if explain else _events
    if jsonl:
        failed = asyncio.run(_print_all(_lines(file), ArticleLine.from_json, extractor, tell))
    else:
        parse = partial(ArticleLine.from_text, name=file.name, published=published)
        failed = asyncio.run(_print_all([(file.name, file.read())], parse, extractor, tell))
    if failed:
        raise click.exceptions.Exit(1)


def _events(explained: Explained, now: datetime) -> Iterator[str]:
    return (to_json(event) for event in extraction_events(explained.extraction, time=now))


def _explainer(*, as_json: bool) -> Callable[[Explained, datetime], Iterable[str]]:
    if as_json:
        return lambda explained, _: explanation_lines(explained)
    rules = load_rule_book()
    return lambda explained, _: [explanation_text(explained, rules)]


def _lines(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield f"{file.name} line {number}", line


async def _print_all(
    sources: Iterable[tuple[str, bytes]],
    parse: Callable[[bytes], ArticleLine],
    extractor: InProcessExtractor[Explained],
    tell: Callable[[Explained, datetime], Iterable[str]],
) -> bool:
    """Print what is to be told of each article as soon as it is there; tells whether any article failed."""
    failed = False
    for where, source in sources:
        try:
            now = datetime.now(UTC)
            explained = await extractor.extract(parse(source).article(retrieved_at=now))
        except (UnreadableArticle, ExtractionFailed) as error:
            click.echo(f"claimwire extract: {where}: {error}", err=True)
            failed = True
        else:
            click.echo("".join(f"{line}\n" for line in tell(explained, now)).encode(), nl=False)
    return failed
