"""Names as they are compared in searches."""

from claimwire.events.ids import normalised


def search_key(words: str) -> str:
    """Fold case, width and punctuation; the ``*_key`` columns hold names in this form.

    A search folds its own words in the same way and compares them with those columns.
    """
    return normalised(words)
