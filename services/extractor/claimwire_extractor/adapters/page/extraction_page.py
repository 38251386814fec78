"""A page that shows articles with their claims and strikes, and needs nothing but itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimwire.events import ArticleText, ClaimReported, Cut, Status, StrikeReported
from claimwire.rendering.page_templates import page_templates, style_sheet
from claimwire_extractor.adapters.shortened import shortened
from claimwire_extractor.core.explained import Explained
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.rule_book import RuleBook


@dataclass(frozen=True, slots=True)
class ShownReason:
    """Why a field has its value, in words."""

    says: str
    rule: str
    words: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One article of the page."""

    number: int
    """Counts the page's articles, and tells their anchors apart."""
    explained: Explained
    rules: RuleBook
    anchors: frozenset[int]
    """Offsets that can be jumped to."""

    @classmethod
    def of(cls, number: int, explained: Explained, rules: RuleBook) -> "ShownArticle":
        """Let the page jump to every claim, every strike and all words that a reason names."""
        starts = {claim.content[0].start for claim in explained.extraction.claims}
        starts.update(strike.evidence[0].start for strike in explained.extraction.strikes)
        reasons = (reason for told in explained.reasons.values() for reason in told)
        starts.update(reason.words[0] for reason in reasons if reason.words)
        return cls(number, explained, rules, frozenset(starts))

    @property
    def article(self) -> ArticleText:
        """What was read."""
        return self.explained.article

    @property
    def claims(self) -> Sequence[ClaimReported]:
        """Claims in the order of the text."""
        return self.explained.extraction.claims

    @property
    def strikes(self) -> Sequence[StrikeReported]:
        """Strikes in the order of the text."""
        return self.explained.extraction.strikes

    @property
    def statuses(self) -> Sequence[Status]:
        """Notes that speak of no claim."""
        return self.explained.extraction.completed.statuses

    @property
    def cuts(self) -> Sequence[Cut]:
        """What was not read."""
        return self.explained.extraction.completed.cuts

    def weights_of(self, fact: ClaimReported | StrikeReported) -> str:
        """Of what its confidence is made up."""
        return self.rules.weights_for(fact).told(self._reasons(fact))

    def _reasons(self, fact: ClaimReported | StrikeReported) -> Sequence[Reason]:
        return self.explained.reasons[fact.claim_id if isinstance(fact, ClaimReported) else fact.strike_id]

    def reasons_of(self, fact: ClaimReported | StrikeReported) -> list[tuple[str, list[ShownReason]]]:
        """Reasons by field, in the order of the event's fields."""
        rules = self.rules.rules_for(fact)
        order = list(type(fact).model_fields)
        told = sorted(self._reasons(fact), key=lambda reason: order.index(reason.field))
        return [
            (
                field,
                [
                    ShownReason(
                        rules[reason.rule].says,
                        reason.rule,
                        shortened(self.article.text[slice(*reason.words)]) if reason.words else None,
                        reason.words[0] if reason.words else None,
                    )
                    for reason in group
                ],
            )
            for field, group in groupby(told, key=lambda reason: reason.field)
        ]


def extraction_page(articles: Iterable[Explained], rules: RuleBook) -> Iterator[str]:
    """Write the page piece by piece, each article as it comes.

    The page runs no script and loads nothing: it can be opened from disk, mailed and kept. What
    articles say is escaped, and the page forbids the browser everything but its own style.
    """
    template = page_templates("claimwire_extractor.adapters.page").get_template("extraction.html")
    shown = (ShownArticle.of(number, explained, rules) for number, explained in enumerate(articles, 1))
    yield from template.generate(articles=shown, style=style_sheet())
