"""``claimwire places``: every place an article names, as JSON lines."""

import json
from typing import BinaryIO

import click

from claimwire.errors import UnreadableArticle
from claimwire_extractor.adapters.article_line import ArticleLine


@click.command()
@click.option("--jsonl", is_flag=True, help="FILE holds one article a line, as a JSON object.")
@click.argument("file", type=click.File("rb"))
def places(file: BinaryIO, *, jsonl: bool) -> None:
    """Print every place that the articles in FILE (- is standard input) name, resolved or not.

    FILE is plain text in UTF-8, or with --jsonl one article a line: an object with id and text. Each
    article becomes one line: its id, and its places in the order of the text, as strikes have them
    (docs/places.md), with "demonym": true for adjectives and peoples, which stand for their country.
    A line that cannot be read is reported on standard error, the others are printed, and the status is 1.
    """
    # Loading the model takes a second, which `--help` should not.
    from claimwire_extractor.adapters.places_reader import load_places_reader  # noqa: PLC0415 - `--help` need not wait for the model

    read = load_places_reader()
    failed = False
    lines = enumerate(file, 1) if jsonl else [(1, file.read())]
    for number, line in lines:
        if jsonl and not line.strip():
            continue
        try:
            given = (
                ArticleLine.from_json(line) if jsonl else ArticleLine.from_text(line, name=file.name, published=None)
            )
        except UnreadableArticle as error:
            where = f"{file.name} line {number}" if jsonl else file.name
            click.echo(f"claimwire places: {where}: {error}", err=True)
            failed = True
            continue
        found = [{**named.place.model_dump(mode="json"), "demonym": named.demonym} for named in read(given.text)]
        click.echo(f"{json.dumps({'id': given.id, 'places': found}, ensure_ascii=False)}\n".encode(), nl=False)
    if failed:
        raise click.exceptions.Exit(1)
