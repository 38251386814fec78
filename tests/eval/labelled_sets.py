"""Which labelled sets there are to measure on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.eval.all_statuses import all_statuses
from tests.eval.attribution import Attribution
from tests.eval.case_scores import case_scores
from tests.eval.case_snippets import case_snippets
from tests.eval.claim_scores import claim_scores
from tests.eval.extractions import extractions
from tests.eval.geo_scores import geo_scores
from tests.eval.gold import Gold
from tests.eval.gold_folder import gold_folder
from tests.eval.labelled_article import LabelledArticle
from tests.eval.labelled_set import LabelledSet
from tests.eval.named_places import named_places
from tests.eval.open_item import open_gold
from tests.eval.open_scores import open_scores
from tests.eval.polnear import polnear
from tests.eval.scores import Scores
from tests.eval.status_scores import status_scores
from tests.eval.strike_scores import strike_scores
from tests.eval.toponyms import toponyms

from claimwire_extractor.core.extraction import Extraction

OPEN: Final = "open"
"""Name of the set that is always there."""


def open_set() -> LabelledSet:
    """Give the gold written for this project."""
    return LabelledSet.of(OPEN, open_gold(), extractions, open_scores)


@dataclass(frozen=True, slots=True)
class GivenSet:
    """A set that is not ours to publish."""

    path: Path
    """Where it lies in a folder of labelled data."""
    read: Callable[[Path], LabelledSet]


def _claims(path: Path) -> LabelledSet:
    return LabelledSet.of("claims", polnear(path), extractions, _score_claims)


def _strikes(path: Path) -> LabelledSet:
    return LabelledSet.of("strikes", gold_folder(path), extractions, _score_strikes)


def _snippets(path: Path) -> LabelledSet:
    return LabelledSet.of("snippets", case_snippets(path), extractions, _score_snippet)


def _geo(name: str) -> Callable[[Path], LabelledSet]:
    return lambda path: LabelledSet.of(name, toponyms(path), named_places, geo_scores)


GIVEN: Final[Mapping[str, GivenSet]] = {
    "claims": GivenSet(Path("claims", "polnear", "dev"), _claims),
    "strikes": GivenSet(Path("strikes", "gold"), _strikes),
    "snippets": GivenSet(Path("strikes", "case2021", "dev.tsv"), _snippets),
    "lgl": GivenSet(Path("geo", "lgl.xml"), _geo("lgl")),
    "tr-news": GivenSet(Path("geo", "TR-News.xml"), _geo("tr-news")),
}
"""Every such set by its name."""


def _score_claims(article: LabelledArticle[tuple[Attribution, ...]], extraction: Extraction) -> Scores:
    scores, _ = claim_scores(article.id, article.text, article.labels, extraction.claims)
    return scores


def _score_snippet(snippet: LabelledArticle[bool], extraction: Extraction) -> Scores:
    return case_scores(snippet, extraction.strikes)


def _score_strikes(article: LabelledArticle[Gold], extraction: Extraction) -> Scores:
    scores, _ = strike_scores(article.text, article.labels, extraction.strikes)
    scores.include(status_scores(article.text, article.labels, all_statuses(extraction)))
    return scores
