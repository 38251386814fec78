"""How alike two names are."""


def jaro_winkler(first: str, second: str) -> float:
    """Compare two strings: 1 is equal, 0 is nothing in common (Winkler 1990, prefix weight 0.1, prefix <= 4)."""
    jaro = _jaro(first, second)
    prefix = 0
    for left, right in zip(first[:4], second[:4], strict=False):
        if left != right:
            break
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)


def _jaro(first: str, second: str) -> float:
    if first == second:
        return 1.0
    reach = max(max(len(first), len(second)) // 2 - 1, 0)
    taken = [False] * len(second)
    matched = []
    for position, letter in enumerate(first):
        for other in range(max(0, position - reach), min(len(second), position + reach + 1)):
            if not taken[other] and second[other] == letter:
                taken[other] = True
                matched.append(letter)
                break
    if not matched:
        return 0.0
    ordered = [letter for letter, used in zip(second, taken, strict=True) if used]
    swaps = sum(left != right for left, right in zip(matched, ordered, strict=True)) / 2
    count = len(matched)
    return (count / len(first) + count / len(second) + (count - swaps) / count) / 3
