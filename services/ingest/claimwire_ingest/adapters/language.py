"""In which language a text is."""

from functools import cache
from typing import Any, Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_FEWEST_LETTERS: Final = 40
_SURE: Final = 0.9
_SAMPLE: Final = 1000


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code, or None when the text is too short or its language unsure.

    The first call loads a model, which takes about half a second.
    """
    sample = text[:_SAMPLE]
    if sum(letter.isalpha() for letter in sample) < _FEWEST_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
