"""``claimwire extract``: events as JSON lines, without any log."""

import asyncio
import importlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from claimwire.errors import ExtractionFailed, UnreadableArticle
from claimwire.events import to_json
from claimwire.whole_file import whole_file
from claimwire_extractor.adapters.article_line import ArticleLine
from claimwire_extractor.adapters.explanation import explanation_lines, explanation_text
from claimwire_extractor.adapters.in_process_extractor import InProcessExtractor
from claimwire_extractor.adapters.lexicons import load_rule_book
from claimwire_extractor.adapters.page.extraction_page import extraction_page
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
@click.option("--html", metavar="PAGE", type=click.Path(path_type=Path), help="Write a page to look at instead.")
@click.argument("file", type=click.File("rb"))
def extract(file: BinaryIO, published: datetime | None, html: Path | None, *, jsonl: bool, explain: bool) -> None:
    """Print the claims and strikes in FILE (- is standard input) as JSON lines, without any log.

    FILE is plain text in UTF-8; its name is the subject of the events. With --jsonl each line is an
    article: id, published (a time, or null) and text, and optionally url, publisher and headline;
    the id given is the subject. A line that cannot be read is reported on standard error, the others
    are printed, and the status is 1.

    With --explain it tells for each field of each claim and strike which rule led to it, and which
    words: text for people, or with --jsonl an object for each claim and strike. With --html it
    writes one page that needs nothing but itself: the articles, all of this marked in them.
    """
    if jsonl and published:
        raise click.UsageError("--published is for plain text: with --jsonl every line has its own")
    if html and explain:
        raise click.UsageError("--html shows the reasons too: leave --explain out")
    if html and html.is_file() and Path(file.name).is_file() and html.samefile(file.name):
        raise click.UsageError("--html would write the page over the article: name another file")
    if jsonl:
        articles = _Articles(_lines(file), ArticleLine.from_json)
    else:
        parse = partial(ArticleLine.from_text, name=file.name, published=published)
        articles = _Articles([(file.name, file.read())], parse)
    if html:
        _write_page(html, articles)
    elif explain:
        _print(_lines_of_reasons if jsonl else _text, articles)
    else:
        _print(_events, articles)
    if articles.failed:
        raise click.exceptions.Exit(1)


def _lines(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield f"{file.name} line {number}", line


class _Articles:
    """Extracts articles one by one as they are asked for; tells of those that fail and leaves them out."""

    def __init__(self, sources: Iterable[tuple[str, bytes]], parse: Callable[[bytes], ArticleLine]) -> None:
        """``sources`` tell where an article stands and what stands there."""
        self._sources = sources
        self._parse = parse
        self.failed = False

    def __iter__(self) -> Iterator[Explained]:
        # Loading the model takes a second, which `--help` should not.
        # Before NumPy: several threads for one article's small matrices make it slower.
        importlib.import_module("claimwire_extractor.adapters.one_thread")
        from claimwire_extractor.adapters.article_reader import load_article_reader  # noqa: PLC0415 - `--help` need not wait for the model

        extractor = InProcessExtractor(load_article_reader().explained)
        with asyncio.Runner() as runner:
            for where, source in self._sources:
                try:
                    article = self._parse(source).article(retrieved_at=datetime.now(UTC))
                    yield runner.run(extractor.extract(article))
                except (UnreadableArticle, ExtractionFailed) as error:
                    click.echo(f"claimwire extract: {where}: {error}", err=True)
                    self.failed = True


def _print(tell: Callable[[Explained], Iterable[str]], articles: Iterable[Explained]) -> None:
    """Print what is to be told of each article as soon as it is there."""
    for explained in articles:
        click.echo("".join(f"{line}\n" for line in tell(explained)).encode(), nl=False)


def _write_page(path: Path, articles: Iterable[Explained]) -> None:
    pieces = (piece.encode() for piece in extraction_page(articles, load_rule_book()))
    if path == Path("-"):
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    # Not click's atomic file: that one puts half a page in place when interrupted, and replaces devices.
    with whole_file(path) as page:
        page.writelines(pieces)


def _events(explained: Explained) -> Iterator[str]:
    return (to_json(event) for event in extraction_events(explained.extraction, time=explained.article.retrieved_at))


def _lines_of_reasons(explained: Explained) -> Iterator[str]:
    return explanation_lines(explained, load_rule_book())


def _text(explained: Explained) -> Iterator[str]:
    yield explanation_text(explained, load_rule_book())
