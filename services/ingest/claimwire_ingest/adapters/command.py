"""``claimwire ingest``."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from claimwire.archive import History
from claimwire.cli.archive_option import archive_option, whole_history
from claimwire.cli.data_dir_option import data_dir_option
from claimwire.cli.durability_option import durability_option
from claimwire.cli.log_options import log_options
from claimwire.embedded.running_url import running_url
from claimwire.errors import UnreadableArticle
from claimwire.log import Durability, RedisLog
from claimwire.secret_file import read_secret
from claimwire_ingest.adapters.article_index import ArticleIndex
from claimwire_ingest.adapters.editor import Editor
from claimwire_ingest.adapters.files import FoundArticle, article_files, read_articles, read_lines
from claimwire_ingest.adapters.headroom import MIN_FREE_BYTES, Headroom, private_folder
from claimwire_ingest.adapters.intake import Intake, Receipt
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.decision import Outcome

_MOST: Final = 100
_MOST_CHARACTERS: Final = 5_000_000

_Edited = tuple[str, Article | UnreadableArticle]


@click.command()
@click.argument("path", type=click.Path(allow_dash=True, path_type=Path), metavar="FILE|DIR|-")
@log_options
@archive_option
@durability_option
@data_dir_option
@click.option(
    "--min-free-bytes",
    envvar="CLAIMWIRE_MIN_FREE_BYTES",
    type=click.IntRange(min=0),
    default=MIN_FREE_BYTES,
    show_default=True,
    help="Free space on the private server's disk below which nothing is taken.",
)
@click.pass_context
def ingest(
    context: click.Context,
    *,
    path: Path,
    redis_url: str | None,
    redis_password_file: Path | None,
    archive_url: str | None,
    durability: Durability,
    data_dir: Path,
    min_free_bytes: int,
) -> None:
    """Send the articles of a file, of a folder, or of standard input (JSON lines) to the log.

    Reads .txt, .html, .json and .jsonl; NAME.json beside NAME.txt or NAME.html tells published,
    publisher, url, id, headline, byline and language. Prints a line per article; the exit status is
    1 when one of them could not be read. One that was taken down is told and passed over.
    """
    url = running_url(data_dir, redis_url)
    log = RedisLog(url, password=read_secret(redis_password_file), durability=durability)
    history = whole_history(log, archive_url, data_dir)
    headroom = Headroom(log, private_folder(data_dir, url), min_free_bytes=min_free_bytes, monotonic=time.monotonic)
    outcomes = asyncio.run(_ingest(_found(path), log, history, ArticleIndex.in_folder(data_dir), headroom))
    click.echo(", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()) or "no articles found")
    if outcomes["error"]:
        context.exit(1)


def _found(path: Path) -> Iterator[FoundArticle]:
    if path == Path("-"):
        yield from read_lines(sys.stdin.buffer, "-")
    else:
        for file, relative in article_files(path):
            yield from read_articles(file, relative)


async def _ingest(
    found: Iterable[FoundArticle], log: RedisLog, history: History, index: ArticleIndex, headroom: Headroom
) -> Counter[str]:
    intake = Intake(log, index, lambda: datetime.now(UTC), check_room=headroom.check, history=history)
    outcomes: Counter[str] = Counter()
    try:
        await history.open()
        for batch in _batches(_edited(found)):
            receipts = iter(await intake.take([article for _, article in batch if isinstance(article, Article)]))
            for label, article in batch:
                if isinstance(article, UnreadableArticle):
                    outcome, told = "error", " ".join(str(article).split())
                else:
                    receipt = next(receipts)
                    outcome, told = str(receipt.outcome), _told(receipt)
                outcomes[outcome] += 1
                click.echo(f"{outcome:<9}  {label}  {told}")
    finally:
        await history.close()
        index.close()
    return outcomes


def _told(receipt: Receipt) -> str:
    if receipt.outcome is Outcome.BARRED:
        return f"{receipt.article_id} was taken down: nothing about it is taken any more"
    return f"{receipt.article_id} revision {receipt.revision}"


def _edited(found: Iterable[FoundArticle]) -> Iterator[_Edited]:
    editor = Editor()
    for item in found:
        if isinstance(item.received, UnreadableArticle):
            yield item.label, item.received
            continue
        try:
            yield item.label, editor.edit(item.received)
        except UnreadableArticle as error:
            yield item.label, error


def _batches(articles: Iterable[_Edited]) -> Iterator[list[_Edited]]:
    batch: list[_Edited] = []
    characters = 0
    for label, article in articles:
        batch.append((label, article))
        characters += len(article.text) if isinstance(article, Article) else 0
        if len(batch) == _MOST or characters > _MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
