"""Strike or not, for snippets of one or two sentences."""

from collections.abc import Sequence

from tests.eval.labelled_article import LabelledArticle
from tests.eval.miss import Miss
from tests.eval.scores import Scores
from tests.eval.share import Share
from tests.eval.tally import Tally

from claimwire.events import Factuality, StrikeReported


def case_scores(snippet: LabelledArticle[bool], strikes: Sequence[StrikeReported]) -> Scores:
    """Score one snippet; what lies in the past is no strike here."""
    found = any(strike.factuality != Factuality.HISTORICAL for strike in strikes)
    scores = Scores()
    scores.tallies["strike or not"] += Tally.of(labelled=snippet.labels, found=found)
    if not snippet.labels:
        scores.shares["false alarms"] += Share(int(found), 1)
    if snippet.labels and not found:
        scores.misses.append(Miss(snippet.id, "snippet missed", "strike", "", snippet.text))
    if found and not snippet.labels:
        scores.misses.append(Miss(snippet.id, "false alarm", "", "strike", snippet.text))
    return scores
