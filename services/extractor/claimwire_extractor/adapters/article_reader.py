"""One article to one extraction, in this process."""

import time
from dataclasses import replace
from pathlib import Path

from claimwire.events import ArticleText
from claimwire_extractor.adapters.pipeline import Pipeline
from claimwire_extractor.adapters.rules import load_rules
from claimwire_extractor.core.explained import Explained
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Rules
from claimwire_extractor.core.readable_text import readable_text
from claimwire_extractor.core.report import report


class ArticleReader:
    """Parses an article and applies the rules; what runs inside a worker."""

    def __init__(self, pipeline: Pipeline, rules: Rules) -> None:
        """Both are used by one thread at a time."""
        self._pipeline = pipeline
        self._rules = rules

    def __call__(self, article: ArticleText) -> Extraction:
        """Extract one revision, counting the milliseconds it takes."""
        return self.explained(article).extraction

    def explained(self, article: ArticleText) -> Explained:
        """Extract one revision and keep why each field has its value."""
        started = time.perf_counter()
        readable = readable_text(article)
        # What is not read is blank to the parser; spans are cut from the article as it is.
        reading = replace(self._pipeline.read(readable.text), text=article.text[: len(readable.text)])
        findings = self._rules(reading, article.published_at.date() if article.published_at else None)
        extraction = report(
            article,
            findings,
            model=self._pipeline.model,
            sentences=len(reading.sentences),
            elapsed_ms=round((time.perf_counter() - started) * 1000),
            cuts=readable.cuts,
        )
        return Explained.of(extraction, article, findings)


def load_article_reader(gazetteer: Path | None = None, places: Path | None = None) -> ArticleReader:
    """Load model, lexicons and the gazetteer (the default one unless given a path) with changes to its places."""
    return ArticleReader(Pipeline.load(), load_rules(gazetteer, places))
