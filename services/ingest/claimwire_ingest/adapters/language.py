"""In which language a text is."""

from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_FEWEST_LETTERS: Final = 40
_SURE: Final = 0.9
_SAMPLE: Final = 4000


class LanguageDetector:
    """Tells the language of a text from its letters; holds a model of some megabytes."""

    def __init__(self) -> None:
        self._identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)

    def detect(self, text: str) -> str | None:
        """Give the ISO 639-1 code, or None when the text is too short or its language unsure."""
        sample = text[:_SAMPLE]
        if sum(letter.isalpha() for letter in sample) < _FEWEST_LETTERS:
            return None
        language, probability = self._identifier.classify(sample)
        return str(language) if probability >= _SURE else None
