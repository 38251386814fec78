"""The spaCy component that ends sentences where paragraphs end."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("claimwire_paragraphs")
def claimwire_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every line break; runs before the parser, which keeps to it.

    Without it the small model lets sentences run over paragraph breaks, so that a headline's verb
    governs the lead (measured on PolNeAR dev: exact content F .436 without, .471 with).
    """
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        elif broken:
            token.is_sent_start = True
            broken = False
    return doc
