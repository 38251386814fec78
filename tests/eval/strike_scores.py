"""Strikes held against the gold."""

from collections.abc import Sequence

from tests.eval.aligned import aligned
from tests.eval.calibration import Calibration
from tests.eval.gold import Gold, GoldStrike
from tests.eval.miss import Miss
from tests.eval.offsets import Offsets, occurrences, offsets_of, shared
from tests.eval.same_words import bare
from tests.eval.scores import Scores
from tests.eval.share import Share
from tests.eval.strike_slots import strike_slots
from tests.eval.tally import Tally

from claimwire.events import Factuality, StrikeReported

_LONG_ENOUGH = 200
"""Code points of common evidence beyond which more of it says nothing."""


def strike_scores(text: str, gold: Gold, strikes: Sequence[StrikeReported]) -> tuple[Scores, list[tuple[int, int]]]:
    """Score the strikes of one article; the pairs of label and strike that were taken for the same come along."""
    labelled = [_anywhere(text, label.evidence) for label in gold.strikes]
    found = [offsets_of(strike.evidence) for strike in strikes]
    pairs = aligned(
        (_weight(label, strike, overlap), i, j)
        for i, label in enumerate(gold.strikes)
        for j, strike in enumerate(strikes)
        if (overlap := shared(labelled[i], found[j])) > 0
    )
    scores = Scores()
    _score_detection(scores, gold, strikes, pairs)
    paired = {j for _, j in pairs}
    scores.calibrations["strike confidence off by"] += Calibration.of(
        (strike.confidence, j in paired) for j, strike in enumerate(strikes)
    )
    too_many = sorted(set(range(len(strikes))) - paired)
    traps = _anywhere(text, [trap.evidence for trap in gold.not_strikes])
    trapped = [j for j in too_many if shared(traps, found[j]) > 0]
    scores.shares["traps taken"] += Share(len(trapped), len(gold.not_strikes))
    for i, j in pairs:
        _score_slots(scores, gold, gold.strikes[i], strikes[j])
    scores.misses += [
        Miss(gold.id, "strike missed", *_described(gold.strikes[i]))
        for i in sorted(set(range(len(gold.strikes))) - {i for i, _ in pairs})
    ]
    for j in too_many:
        kind = "trap taken" if j in trapped else "strike too many"
        scores.misses.append(Miss(gold.id, kind, "", strikes[j].kind, strikes[j].evidence[0].text))
    return scores, pairs


def _described(label: GoldStrike) -> tuple[str, str, str]:
    return f"{label.kind} {label.factuality}", "", label.evidence[0]


def _anywhere(text: str, phrases: Sequence[str]) -> list[Offsets]:
    return [offsets for phrase in phrases for offsets in occurrences(text, phrase)]


def _weight(label: GoldStrike, strike: StrikeReported, overlap: int) -> float:
    """How well they go together: places first, then the kind, then the words."""
    expected = {bare(place) for place in label.places}
    places = {bare(place.text) for place in strike.places}
    either = expected | places
    same_places = len(expected & places) / len(either) if either else 1.0
    return 1 + 2 * same_places + 0.5 * (label.kind == strike.kind) + min(overlap, _LONG_ENOUGH) / 1000


def _score_detection(
    scores: Scores, gold: Gold, strikes: Sequence[StrikeReported], pairs: Sequence[tuple[int, int]]
) -> None:
    past = Factuality.HISTORICAL
    scores.tallies["all strikes"] += Tally(len(pairs), len(strikes), len(gold.strikes))
    scores.tallies["current strikes"] += Tally(
        sum(gold.strikes[i].factuality != past != strikes[j].factuality for i, j in pairs),
        sum(strike.factuality != past for strike in strikes),
        sum(label.factuality != past for label in gold.strikes),
    )


def _score_slots(scores: Scores, gold: Gold, label: GoldStrike, strike: StrikeReported) -> None:
    for slot in strike_slots(label, strike):
        scores.tallies[slot.name] += slot.tally
        scores.tallies["slots overall"] += slot.tally
        if slot.tally.hits < max(slot.tally.found, slot.tally.labelled):
            scores.misses.append(Miss(gold.id, slot.name, slot.labelled, slot.found, label.evidence[0]))
