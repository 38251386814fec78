"""The gold of strikes, a text and a file of labels for each article."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.eval.gold import Gold
from tests.eval.labelled_article import LabelledArticle


def gold_folder(folder: Path) -> Iterator[LabelledArticle[Gold]]:
    """Read all articles; ``index.json`` tells when each was published."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    published = {entry["id"]: entry["published"] for entry in index}
    for path in sorted(folder.glob("*.gold.json")):
        gold = Gold.model_validate_json(path.read_bytes())
        # The labels are parts of the file as it is: no line end may be changed.
        text = (folder / f"{gold.id}.txt").read_bytes().decode()
        yield LabelledArticle(gold.id, text, published[gold.id], gold)
