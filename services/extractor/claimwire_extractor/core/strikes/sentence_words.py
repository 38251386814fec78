"""The words of a sentence, as lists may have them."""

from collections.abc import Iterable

from claimwire_extractor.core.strikes.word_forms import WordForms


def sentence_words(forms: Iterable[WordForms]) -> frozenset[str]:
    """Give every form under which a list may have one of the words of a sentence, of which these are the forms.

    A rule whose words are none of these need not look at the sentence: to find that out takes a hundredth of the time.
    """
    return frozenset().union(*[word.every for word in forms])
