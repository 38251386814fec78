"""PolNeAR: attribution in American news articles, in brat's standoff format."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.eval.attribution import Attribution
from tests.eval.labelled_article import LabelledArticle
from tests.eval.offsets import Offsets


def polnear(split: Path) -> Iterator[LabelledArticle[tuple[Attribution, ...]]]:
    """Read the articles of a split that were annotated, with the labels of their first annotator."""
    for path in sorted((split / "text").glob("*.txt")):
        annotations = sorted((split / "attributions").glob(f"{path.stem}_????.ann"))
        if annotations:
            # Offsets count the characters of the file as it is: no line end may be changed.
            text = path.read_bytes().decode()
            labels = tuple(_attributions(annotations[0].read_bytes().decode()))
            yield LabelledArticle(path.stem, text, None, labels)


def _attributions(annotations: str) -> Iterator[Attribution]:
    spans: dict[str, list[Offsets]] = {}
    for key, kind_and_offsets in _lines(annotations, "T"):
        _, _, pieces = kind_and_offsets.partition(" ")
        spans[key] = [_offsets(piece) for piece in pieces.split(";")]
    for _, arguments in _lines(annotations, "E"):
        roles: defaultdict[str, set[Offsets]] = defaultdict(set)
        for argument in arguments.split():
            role, _, key = argument.partition(":")
            # A role that is filled twice is numbered: Source, Source2.
            roles[role.rstrip("0123456789").lower()].update(spans.get(key, []))
        yield Attribution(*(tuple(sorted(roles[role])) for role in ("source", "cue", "content")))


def _lines(annotations: str, kind: str) -> Iterator[tuple[str, str]]:
    """Key and second column of the lines whose key is ``kind`` and a number."""
    for match in re.finditer(rf"^({kind}\d+)\t([^\t\r\n]*)", annotations, re.MULTILINE):
        yield match[1], match[2]


def _offsets(piece: str) -> Offsets:
    start, end = piece.split()
    return int(start), int(end)
