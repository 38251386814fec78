"""Which label goes with which find."""

from collections.abc import Iterable


def aligned(weights: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pair labels with finds one to one, heaviest pair first.

    ``weights`` are (weight, label, find) of all pairs that may stand for the same thing. Of pairs of one
    weight the first goes first.
    """
    labels: set[int] = set()
    finds: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, label, find in sorted(weights, key=lambda weighed: -weighed[0]):
        if label not in labels and find not in finds:
            labels.add(label)
            finds.add(find)
            pairs.append((label, find))
    return pairs
