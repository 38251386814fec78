"""The open gold's items, scored in every way."""

from tests.eval.all_statuses import all_statuses
from tests.eval.claim_scores import claim_scores
from tests.eval.gold import GoldClaim
from tests.eval.labelled_article import LabelledArticle
from tests.eval.located import located
from tests.eval.miss import Miss
from tests.eval.open_item import OpenItem
from tests.eval.same_words import same_words
from tests.eval.scores import Scores
from tests.eval.status_scores import status_scores
from tests.eval.strike_scores import strike_scores
from tests.eval.tally import Tally
from tests.eval.whereabouts import whereabouts_scores

from claimwire.events import ClaimReported
from claimwire_extractor.core.extraction import Extraction


def open_scores(article: LabelledArticle[OpenItem], extraction: Extraction) -> Scores:
    """Score claims and how they were read, strikes and where they were, and verification notes."""
    item = article.labels
    attributions = [located(item.text, claim) for claim in item.claims]
    scores, same_claims = claim_scores(item.id, item.text, attributions, extraction.claims)
    for i, j in same_claims:
        _score_reading(scores, item.id, item.claims[i], extraction.claims[j])
    strikes, same_strikes = strike_scores(item.text, item, extraction.strikes)
    scores.include(strikes)
    for i, j in same_strikes:
        scores.include(whereabouts_scores(item.id, item.whereabouts, item.strikes[i], extraction.strikes[j]))
    scores.include(status_scores(item.text, item, all_statuses(extraction)))
    return scores


def _score_reading(scores: Scores, article: str, label: GoldClaim, claim: ClaimReported) -> None:
    """How the claim was made: by whom, through what, with what act, in whose words."""
    name = claim.source.name
    channel = claim.channel.text if claim.channel else None
    for figure, labelled, found, right in (
        ("speaker", label.speaker or label.source, name, same_words(label.speaker or label.source, name)),
        ("channel", label.channel, channel, same_words(label.channel, channel)),
        ("act", label.act, claim.act, label.act == claim.act),
        ("quotation", label.quotation, claim.quotation, label.quotation == claim.quotation),
    ):
        tally = Tally.of(labelled=labelled, found=found, right=right)
        scores.tallies[figure] += tally
        if not tally.hits and (labelled or found):
            scores.misses.append(Miss(article, figure, labelled or "", found or "", label.content[0]))
