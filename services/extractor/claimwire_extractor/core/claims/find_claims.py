"""The claim rules in order."""

from collections.abc import Sequence

from claimwire.events import Quotation, SpeakerKind
from claimwire_extractor.core.claims.according import according_attributions, without_trailing_sources
from claimwire_extractor.core.claims.adjectival import adjectival_attributions
from claimwire_extractor.core.claims.admitted import admitted
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.cast import cast_of
from claimwire_extractor.core.claims.channels import channel_of
from claimwire_extractor.core.claims.cited_sources import with_cited_sources
from claimwire_extractor.core.claims.labelled import labelled_attributions
from claimwire_extractor.core.claims.lexicon import ClaimLexicon
from claimwire_extractor.core.claims.nominal import nominal_attributions
from claimwire_extractor.core.claims.quoted import Stretch, quotation_kind, stretch_contents, without_marks
from claimwire_extractor.core.claims.semicolons import apart_at_semicolons
from claimwire_extractor.core.claims.signed import signed_attributions
from claimwire_extractor.core.claims.speakers import SpeakerResolver
from claimwire_extractor.core.claims.verbs import verbal_attributions
from claimwire_extractor.core.claims.verification import verification_notes
from claimwire_extractor.core.claims.verified import tie_notes
from claimwire_extractor.core.found import FoundClaim, FoundClaims
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason

_CARRYING = frozenset({"add", "continue", "go"})
"""Cues that go on speaking where the last words were said."""


def find_claims(reading: Reading, lexicon: ClaimLexicon) -> FoundClaims:
    """Find the attributed claims of an article and what it says about their verification."""
    analysis = Analysis.of(reading, lexicon)
    lowered = reading.text.lower()
    known = lexicon.letters.within(lowered)
    boilerplate = lexicon.boilerplate.paragraphs(reading, known)
    # Of two cues on one verb the noun tells more: "voiced concern that" is concern, not a voice.
    by_anchor = {
        attribution.anchor.index: attribution
        for attribution in (
            *verbal_attributions(analysis),
            *according_attributions(analysis),
            *nominal_attributions(analysis),
            *adjectival_attributions(analysis),
            *labelled_attributions(analysis),
            *signed_attributions(analysis),
        )
        if reading.sentence_of(attribution.anchor).paragraph not in boilerplate
    }
    cited = with_cited_sources(analysis, lowered, by_anchor)
    candidates = [cited[index] for index in sorted(cited)]
    attributions = admitted(analysis, apart_at_semicolons(analysis, without_trailing_sources(candidates)))
    claims = _claims(analysis, attributions)
    found = tie_notes(analysis, claims, list(verification_notes(analysis, known, boilerplate)))
    weighed = [claim._replace(confidence=lexicon.confidence.of(claim.reasons)) for claim in found.claims]
    return FoundClaims(claims=weighed, statuses=found.statuses)


def _claims(analysis: Analysis, attributions: Sequence[Attribution]) -> list[FoundClaim]:
    resolver = SpeakerResolver(analysis, cast_of(analysis))
    claims: list[FoundClaim] = []
    for attribution, stretches in zip(attributions, stretch_contents(analysis, attributions), strict=True):
        claim = _claim(analysis, resolver, attribution, stretches)
        if claim is None:
            continue
        if claims and _goes_on(analysis, claims[-1], claim):
            channel = claims[-1].channel
            carried = [Reason.of("channel.carried", channel)] if channel else []
            claim = claim._replace(channel=channel, reasons=(*claim.reasons, *carried))
        claims.append(claim)
    return claims


def _goes_on(analysis: Analysis, before: FoundClaim, claim: FoundClaim) -> bool:
    """Whether somebody goes on speaking where the last words were said: "she added", or quoted again in one paragraph."""
    if claim.channel is not None or before.source.name != claim.source.name:
        return False
    if claim.lemma in _CARRYING:
        return True
    quoted = Quotation.INDIRECT not in (before.quotation, claim.quotation)
    return quoted and "\n" not in analysis.reading.text[before.source.start : claim.source.start]


def _claim(
    analysis: Analysis, resolver: SpeakerResolver, attribution: Attribution, stretches: Sequence[Stretch]
) -> FoundClaim | None:
    reading = analysis.reading
    bare = [(start, end) for start, end in (without_marks(analysis, stretch) for stretch in stretches) if start < end]
    if not bare:
        return None
    quotation = quotation_kind(analysis, bare)
    source, why_source = resolver.resolve(attribution)
    deed = attribution.lemma in analysis.lexicon.blows and quotation is Quotation.INDIRECT
    if deed and source.kind is not SpeakerKind.PERSON:
        return None
    content = tuple(reading.span(start, end) for start, end in bare)
    channel = channel_of(analysis, attribution)
    reasons = [*attribution.reasons, why_source, Reason.of("act.cue", attribution.anchor)]
    reasons.append(Reason.of(f"quotation.{quotation}", *content))
    if content[-1].start >= reading.tokens[attribution.content[-1][1] - 1].end:
        reasons.append(Reason.of("content.quotation-goes-on", content[-1]))
    if channel:
        reasons.append(Reason.of("channel.named", channel))
    return FoundClaim(
        source=source,
        cue=reading.span_of(analysis.tokens(attribution.cue)),
        lemma=attribution.lemma,
        act=attribution.act,
        content=content,
        quotation=quotation,
        channel=channel,
        reasons=tuple(reasons),
    )
