"""News articles whose place names are linked to GeoNames: LGL and TR-News."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.eval.labelled_article import LabelledArticle
from tests.eval.offsets import Offsets


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """The name of a place, and where the place is, in degrees."""

    offsets: Offsets
    latitude: float
    longitude: float


def toponyms(path: Path) -> Iterator[LabelledArticle[tuple[GoldToponym, ...]]]:
    """Read all articles with the toponyms that were linked."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text", "")
        labels = tuple(label for toponym in article.iter("toponym") if (label := _toponym(text, toponym)))
        yield LabelledArticle(article.attrib["docid"], text, None, labels)


def _toponym(text: str, toponym: ET.Element) -> GoldToponym | None:
    latitude, longitude = toponym.findtext("gaztag/lat"), toponym.findtext("gaztag/lon")
    if not latitude or not longitude:
        return None
    start, end = int(toponym.findtext("start", "")), int(toponym.findtext("end", ""))
    name = toponym.findtext("phrase", "")
    # TR-News counts from 1.
    if text[start:end] != name == text[start - 1 : end - 1]:
        start, end = start - 1, end - 1
    return GoldToponym((start, end), float(latitude), float(longitude))
