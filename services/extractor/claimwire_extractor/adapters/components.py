"""Our rules as spaCy components, for any English pipeline with tagger, parser and lemmatizer.

``docs/components.md`` shows how they are used. They set ``doc._.claims``, ``doc._.strikes`` and the
span groups of the same names, and read ``doc._.published``, the day against which "on Saturday" is resolved.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from claimwire.events import Span
from claimwire.moment import plausible
from claimwire_extractor.adapters.doc_values import register_doc_values
from claimwire_extractor.adapters.gazetteer import open_gazetteer
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_strike_lexicon
from claimwire_extractor.adapters.parsed_doc import reading_of
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.found import FoundClaim, FoundStrike
from claimwire_extractor.core.strikes.find_strikes import find_strikes

# spaCy imports this module whenever any pipeline is made, so data is loaded only in the factories.
for _extension in ("claims", "strikes", "published"):
    Doc.set_extension(_extension, default=None, force=True)
register_doc_values()

_PARSED = ("token.dep", "token.head", "token.lemma", "token.pos", "token.tag", "doc.sents")
_ANNOTATED = ("TAG", "POS", "LEMMA", "DEP")


class ClaimsComponent:
    """Sets ``doc._.claims`` to the doc's ``FoundClaims``."""

    def __init__(self, spans_key: str | None) -> None:
        """Load the claim lexicon; ``spans_key`` names the span group, none for none."""
        self._lexicon = load_claim_lexicon()
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of a parsed doc.

        Raises:
            ValueError: the doc lacks what tagger, lemmatizer or parser give.
        """
        if lacking := [given for given in _ANNOTATED if not doc.has_annotation(given)]:
            raise ValueError(
                f"the doc has no {', '.join(lacking)}: put tagger, attribute_ruler, lemmatizer and parser before"
                ' "claimwire_claims"'
            )
        doc._.claims = find_claims(reading_of(doc.text, [(0, doc)]), self._lexicon)
        if self._spans_key is not None:
            _set_spans(doc, self._spans_key, [pair for claim in doc._.claims.claims for pair in _claim_spans(claim)])
        return doc


class StrikesComponent:
    """Sets ``doc._.strikes`` to a tuple of ``FoundStrike``; runs after ``claimwire_claims``, on whose claims strikes rest."""

    def __init__(self, gazetteer: str | None, places: str | None, spans_key: str | None) -> None:
        """Load the strike lexicon and open the gazetteer, the default one unless given a path, with changes to its places."""
        self._lexicon = load_strike_lexicon()
        self._gazetteer = open_gazetteer(_path(gazetteer), _path(places))
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find the strikes of a parsed doc.

        Raises:
            ValueError: ``claimwire_claims`` has not run on the doc, or ``doc._.published`` is no date of 1600 to 2999.
        """
        if doc._.claims is None:
            raise ValueError('the doc has no claims yet: add "claimwire_claims" before "claimwire_strikes"')
        found = find_strikes(
            reading_of(doc.text, [(0, doc)]),
            doc._.claims,
            published=_day(doc._.published),
            lexicon=self._lexicon,
            gazetteer=self._gazetteer,
        )
        doc._.strikes = tuple(found)
        if self._spans_key is not None:
            _set_spans(doc, self._spans_key, [pair for strike in found for pair in _strike_spans(strike)])
        return doc


def _path(given: str | None) -> Path | None:
    return None if given is None else Path(given)


def _day(published: object) -> date | None:
    if published is None:
        return None
    if isinstance(published, date):
        day = published.date() if isinstance(published, datetime) else published
        plausible(datetime.combine(day, time.min, UTC))
        return day
    raise ValueError(f"doc._.published is {published!r}: give a date, or None where nobody knows it")


def _claim_spans(claim: FoundClaim) -> Iterable[tuple[str, Span]]:
    yield "SPEAKER", claim.source
    if claim.cue is not None:
        yield "CUE", claim.cue
    for content in claim.content:
        yield "CLAIM", content
    if claim.channel is not None:
        yield "CHANNEL", claim.channel


def _strike_spans(strike: FoundStrike) -> Iterable[tuple[str, Span]]:
    for evidence in strike.evidence:
        yield "STRIKE", evidence
    for label, words in (("PLACE", strike.places), ("TARGET", strike.targets), ("ORIGIN", strike.origins)):
        for word in words:
            yield label, word
    for label, said in (("WEAPON", strike.weapon), ("COUNT", strike.count), ("DATE", strike.occurred)):
        if said is not None:
            yield label, said


def _set_spans(doc: Doc, key: str, found: Iterable[tuple[str, Span]]) -> None:
    """Give the words as a span group, widened to whole tokens, so that displaCy can show them."""
    spans = (doc.char_span(span.start, span.end, label=label, alignment_mode="expand") for label, span in found)
    doc.spans[key] = [span for span in spans if span is not None]


@Language.factory(
    "claimwire_claims",
    assigns=["doc._.claims", "doc.spans"],
    requires=list(_PARSED),
    default_config={"spans_key": "claims"},
)
def claimwire_claims(nlp: Language, name: str, spans_key: str | None) -> ClaimsComponent:  # noqa: ARG001 - spaCy's signature of a factory
    """Make the component that finds claims."""
    return ClaimsComponent(spans_key)


@Language.factory(
    "claimwire_strikes",
    assigns=["doc._.strikes", "doc.spans"],
    requires=[*_PARSED, "doc._.claims"],
    default_config={"gazetteer": None, "places": None, "spans_key": "strikes"},
)
def claimwire_strikes(
    nlp: Language,  # noqa: ARG001 - spaCy's signature of a factory
    name: str,  # noqa: ARG001 - the same
    gazetteer: str | None,
    places: str | None,
    spans_key: str | None,
) -> StrikesComponent:
    """Make the component that finds strikes; ``gazetteer`` and ``places`` are paths of files."""
    return StrikesComponent(gazetteer, places, spans_key)
