"""Verification notes held against the gold."""

from collections.abc import Iterable

from tests.eval.gold import Gold
from tests.eval.miss import Miss
from tests.eval.offsets import Offsets, occurrences, shared
from tests.eval.scores import Scores
from tests.eval.tally import Tally

from claimwire.events import Status


def status_scores(text: str, gold: Gold, statuses: Iterable[Status]) -> Scores:
    """Score the notes of one article, whatever claim they were tied to.

    One note may speak of several claims: it is one label, and one find.
    """
    labelled = sorted({(label.status, tuple(occurrences(text, label.evidence))) for label in gold.claim_status})
    left = {(status.status, (status.evidence.start, status.evidence.end)) for status in statuses}
    scores, found = Scores(), len(left)
    for kind, places in labelled:
        hit = next((status for status in sorted(left) if status[0] == kind and shared(places, [status[1]]) > 0), None)
        if hit:
            left.discard(hit)
        else:
            scores.misses.append(Miss(gold.id, "status missed", kind, "", _words(text, places)))
    scores.misses += [Miss(gold.id, "status too many", "", kind, _words(text, [place])) for kind, place in sorted(left)]
    scores.tallies["statuses"] += Tally(found - len(left), found, len(labelled))
    return scores


def _words(text: str, places: Iterable[Offsets]) -> str:
    return next((text[start:end] for start, end in places), "")
