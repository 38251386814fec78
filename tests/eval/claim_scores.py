"""Claims held against labelled attributions."""

from collections.abc import Mapping, Sequence
from typing import Final

from tests.eval.aligned import aligned
from tests.eval.attribution import Attribution
from tests.eval.calibration import Calibration
from tests.eval.miss import Miss
from tests.eval.offsets import offsets_of
from tests.eval.scores import Scores
from tests.eval.share import Share
from tests.eval.tally import Tally
from tests.eval.word_index import WordIndex

from claimwire.events import ClaimReported, Span

ROLES: Final = ("cue", "source", "content")

_SAME_CONTENT: Final = 0.3
"""Share of words that two contents have in common at least, if no word of the cues is the same."""

_Words = frozenset[int]
_Roles = Mapping[str, _Words]


def claim_scores(
    article: str, text: str, labels: Sequence[Attribution], claims: Sequence[ClaimReported]
) -> tuple[Scores, list[tuple[int, int]]]:
    """Score the claims of one article; the pairs of label and claim that were taken for the same come along."""
    words = WordIndex(text)
    labelled = [{role: words.words_in(getattr(label, role)) for role in ROLES} for label in labels]
    found = [_found(words, claim) for claim in claims]
    pairs = aligned(
        (weight, i, j)
        for i, label in enumerate(labelled)
        for j, find in enumerate(found)
        if (weight := _weight(label, find)) is not None
    )
    scores = Scores()
    for role in ROLES:
        _score_role(scores, role, labelled, found, pairs)
    related = _score_relations(scores, labelled, found, pairs)
    scores.calibrations["claim confidence off by"] += Calibration.of(
        (claim.confidence, j in related) for j, claim in enumerate(claims) if claim.confidence is not None
    )
    wrong = [(i, j, role) for i, j in pairs for role in ROLES if labelled[i][role] != found[j][role]]
    _note_misses(scores, article, _Printed(text, labels, claims), pairs, wrong)
    return scores, pairs


def _found(words: WordIndex, claim: ClaimReported) -> _Roles:
    spans: dict[str, Sequence[Span]] = {
        "cue": [claim.cue] if claim.cue else [],
        "source": [claim.source],
        "content": claim.content,
    }
    return {role: words.words_in(offsets_of(spans[role])) for role in ROLES}


def _weight(label: _Roles, find: _Roles) -> float | None:
    """How well they go together; null where they cannot be the same claim."""
    same_content = _jaccard(label["content"], find["content"])
    cues_meet = bool(label["cue"] & find["cue"])
    if not cues_meet and same_content < _SAME_CONTENT:
        return None
    edges = 0.3 * _jaccard(label["cue"], find["cue"]) + 0.2 * _jaccard(label["source"], find["source"])
    return 2 * cues_meet + same_content + edges


def _jaccard(some: _Words, others: _Words) -> float:
    return len(some & others) / max(1, len(some | others))


def _score_role(
    scores: Scores, role: str, labelled: Sequence[_Roles], found: Sequence[_Roles], pairs: list[tuple[int, int]]
) -> None:
    in_labels, in_finds = sum(bool(label[role]) for label in labelled), sum(bool(find[role]) for find in found)
    met = [(labelled[i][role], found[j][role]) for i, j in pairs if labelled[i][role] and found[j][role]]
    scores.tallies[f"{role} exact"] += Tally(sum(label == find for label, find in met), in_finds, in_labels)
    scores.tallies[f"{role} overlap"] += Tally(sum(bool(label & find) for label, find in met), in_finds, in_labels)
    label_words = frozenset[int]().union(*(label[role] for label in labelled))
    find_words = frozenset[int]().union(*(find[role] for find in found))
    scores.tallies[f"{role} words"] += Tally(len(label_words & find_words), len(find_words), len(label_words))


def _score_relations(
    scores: Scores, labelled: Sequence[_Roles], found: Sequence[_Roles], pairs: Sequence[tuple[int, int]]
) -> set[int]:
    """Score the pairs as a whole; the finds come back that overlap their label in every role it has."""
    related: set[int] = set()
    strict = 0
    for i, j in pairs:
        label, find = labelled[i], found[j]
        if all(label[role] & find[role] for role in ROLES if label[role]):
            related.add(j)
        strict += all(label[role] == find[role] for role in ROLES)
        if label["source"] and label["content"] & find["content"]:
            scores.shares["right source"] += Share(int(bool(label["source"] & find["source"])), 1)
    scores.tallies["relation overlap"] += Tally(len(related), len(found), len(labelled))
    scores.tallies["relation strict"] += Tally(strict, len(found), len(labelled))
    return related


class _Printed:
    """The words of labels and claims, for people to read."""

    def __init__(self, text: str, labels: Sequence[Attribution], claims: Sequence[ClaimReported]) -> None:
        self.labels = [
            {role: " ".join(text[start:end] for start, end in getattr(label, role)) for role in ROLES}
            for label in labels
        ]
        self.claims = [
            {
                "cue": claim.cue.text if claim.cue else "",
                "source": claim.source.text,
                "content": " ".join(span.text for span in claim.content),
            }
            for claim in claims
        ]


def _note_misses(
    scores: Scores,
    article: str,
    printed: _Printed,
    pairs: Sequence[tuple[int, int]],
    wrong: Sequence[tuple[int, int, str]],
) -> None:
    for i in sorted(set(range(len(printed.labels))) - {label for label, _ in pairs}):
        label = printed.labels[i]
        words = f"{label['source']} | {label['cue']} | {label['content']}"
        scores.misses.append(Miss(article, "claim missed", label["cue"], "", words))
    for j in sorted(set(range(len(printed.claims))) - {find for _, find in pairs}):
        claim = printed.claims[j]
        words = f"{claim['source']} | {claim['cue']} | {claim['content']}"
        scores.misses.append(Miss(article, "claim too many", "", claim["cue"], words))
    for i, j, role in wrong:
        label, claim = printed.labels[i], printed.claims[j]
        scores.misses.append(Miss(article, f"claim {role}", label[role], claim[role], label["content"]))
