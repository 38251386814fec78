"""What the files say."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pydantic_core
from pydantic import ValidationError

from claimwire.errors import UnreadableArticle
from claimwire.events import ArticleSource
from claimwire_ingest.adapters.files.article_files import HTML, JSON, LINES, sidecar
from claimwire_ingest.adapters.files.decoding import decoded
from claimwire_ingest.core.received import Received
from claimwire_ingest.core.submission import Submission

LARGEST: Final = 10_000_000
"""Bytes of one article, as a file or as a line, that are read at the most."""

_OTHER_NAMES: Final = {"published": "published_at", "modified": "modified_at"}

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article of a file, or the reason why it cannot be read."""

    label: str
    """Path within the folder, with the line's number where a file holds several."""
    received: Received | UnreadableArticle


def read_articles(file: Path, relative: str) -> Iterator[FoundArticle]:
    """Read the articles of a file; one that cannot be read does not keep the next from being read."""
    ending = file.suffix.lower()
    try:
        if ending in LINES:
            with file.open("rb") as lines:
                yield from read_lines(lines, relative)
        elif ending in JSON:
            yield from _read_json(file, relative)
        else:
            yield FoundArticle(relative, _read_document(file, relative))
    except OSError as error:
        yield FoundArticle(relative, UnreadableArticle(f"it cannot be read: {error.strerror or error}"))
    except UnreadableArticle as error:
        yield FoundArticle(relative, error)


def read_lines(lines: IO[bytes], name: str) -> Iterator[FoundArticle]:
    """Read JSON lines, one article each, never more than one of them at a time; empty lines are passed over."""
    number = 0
    while line := lines.readline(LARGEST + 1):
        number += 1
        label = f"{name}:{number}"
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = lines.readline(LARGEST)
            yield FoundArticle(label, UnreadableArticle(f"the line is over {LARGEST} bytes"))
        elif line.strip():
            try:
                yield FoundArticle(label, _received(_parsed(line), path=None))
            except UnreadableArticle as error:
                yield FoundArticle(label, error)


def _read_json(file: Path, relative: str) -> Iterator[FoundArticle]:
    document = _parsed(_content(file))
    if not isinstance(document, list):
        yield FoundArticle(relative, _received(document, path=relative))
        return
    for number, item in enumerate(document, start=1):
        label = f"{relative}:{number}"
        try:
            yield FoundArticle(label, _received(item, path=None))
        except UnreadableArticle as error:
            yield FoundArticle(label, error)


def _read_document(file: Path, relative: str) -> Received:
    beside = sidecar(file)
    known = _parsed(_content(beside)) if beside.is_file() else {}
    if not isinstance(known, dict):
        raise UnreadableArticle(f"its sidecar {beside.name} is not a JSON object")
    body = "html" if file.suffix.lower() in HTML else "text"
    # What a sidecar calls id is whoever wrote the sidecar's, and comes after the article's URL.
    sidecar_id = known.pop("id", None)
    fields = {**known, "text": None, "html": None, body: decoded(_content(file))}
    return _received(fields, path=relative, sidecar_id=sidecar_id)


def _received(document: Any, *, path: str | None, sidecar_id: object = None) -> Received:
    if not isinstance(document, dict):
        raise UnreadableArticle("it is not a JSON object with the fields of an article")
    fields = {_OTHER_NAMES.get(name, name): value for name, value in document.items()}
    if not fields.get("publisher"):
        sidecar_id = sidecar_id or fields.pop("id", None)
    known = {name: fields[name] for name in Submission.model_fields if name in fields}
    try:
        submission = Submission.model_validate(known)
    except ValidationError as error:
        raise UnreadableArticle(_described(error)) from error
    return Received(
        submission=submission,
        source=ArticleSource.FILE,
        sidecar_id=str(sidecar_id).strip() or None if isinstance(sidecar_id, str | int) else None,
        path=path,
    )


def _described(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        ": ".join([*map(str, fault["loc"]), fault["msg"].removeprefix("Value error, ")]) for fault in faults
    )


def _parsed(content: bytes) -> Any:
    try:
        return pydantic_core.from_json(content.removeprefix(codecs.BOM_UTF8), allow_inf_nan=False)
    except ValueError as error:
        raise UnreadableArticle(f"it is not JSON in UTF-8: {error}") from error


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableArticle(f"it is over {LARGEST} bytes; many articles fit in one file as JSON lines")
    return content
