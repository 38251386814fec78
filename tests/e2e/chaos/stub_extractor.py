"""The extractor service with invented findings instead of a language model: ``python -m tests.e2e.chaos.stub_extractor``."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from claimwire.errors import ExtractionFailed
from claimwire.events import (
    Actor,
    ArticleText,
    Casualties,
    ClaimAct,
    Factuality,
    Quotation,
    Span,
    Speaker,
    SpeakerKind,
    StrikeKind,
)
from claimwire.service import run_process
from claimwire_extractor.app import build
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaim, FoundClaims, FoundStrike
from claimwire_extractor.core.report import report
from claimwire_extractor.settings import ExtractorSettings

CURE: Final = "CLAIMWIRE_CHAOS_CURE"
"""Names the file without which articles that say "poison" cannot be extracted."""


class LineExtractor:
    """Takes every line that begins with "claim" for a claim and every one that begins with "strike" for a strike."""

    def __init__(self, cure: Path) -> None:
        """Articles that say "poison" fail until the file ``cure`` is there."""
        self._cure = cure

    async def extract(self, article: ArticleText) -> Extraction:
        """See the port."""
        if "poison" in article.text and not self._cure.exists():
            raise ExtractionFailed(f"article {article.article_id} is poisoned")
        lines = [_span(article.text, line) for line in article.text.splitlines() if line]
        claims = tuple(_claim(line) for line in lines if line.text.startswith("claim"))
        strikes = tuple(_strike(line) for line in lines if line.text.startswith("strike"))
        findings = Findings(FoundClaims(claims=claims, statuses=()), strikes)
        return report(article, findings, model="none", sentences=len(lines), elapsed_ms=0)


@asynccontextmanager
async def _line_extractor() -> AsyncIterator[LineExtractor]:
    yield LineExtractor(Path(os.environ[CURE]))


def _span(text: str, line: str) -> Span:
    start = text.index(line)
    return Span(text=line, start=start, end=start + len(line))


def _claim(line: Span) -> FoundClaim:
    speaker = Speaker(text=line.text[:5], start=line.start, end=line.start + 5, name="Witness", kind=SpeakerKind.PERSON)
    return FoundClaim(
        source=speaker, cue=None, lemma=None, act=ClaimAct.SAY, content=(line,), quotation=Quotation.DIRECT
    )


def _strike(line: Span) -> FoundStrike:
    return FoundStrike(
        kind=StrikeKind.ROCKET,
        weapon=None,
        count=None,
        actor=Actor(),
        origins=(),
        targets=(),
        places=(),
        occurred=None,
        casualties=Casualties(),
        attribution=(),
        factuality=Factuality.CLAIMED,
        verification=None,
        evidence=(line,),
        confidence=0.5,
    )


if __name__ == "__main__":
    sys.exit(
        run_process(
            "extractor", ExtractorSettings, lambda settings: build(settings, extractor=_line_extractor()).serve()
        )
    )
