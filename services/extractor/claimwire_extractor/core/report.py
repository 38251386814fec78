"""From what the rules found to what is said about the article."""

from collections import defaultdict
from collections.abc import Sequence

from claimwire.events import ArticleText, Attribution, ClaimReported, Cut, ExtractionCompleted, StrikeReported
from claimwire.events.ids import claim_id, normalised, strike_id
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundAttribution, FoundClaim, FoundStrike
from claimwire_extractor.core.generation import EXTRACTOR, GENERATION


def report(
    article: ArticleText, findings: Findings, *, model: str, sentences: int, elapsed_ms: int, cuts: Sequence[Cut] = ()
) -> Extraction:
    """Give every finding its identifier, link claims and strikes, and list them all.

    ``sentences`` were read in ``elapsed_ms`` milliseconds with ``model`` (its name and version); the parts in ``cuts`` were not read at all,
    those in the findings' cuts not by some rules. The same findings get the same identifiers at every
    call; equal ones are told apart by their order.
    """
    claims, strikes = findings.claims.claims, findings.strikes
    claim_ids = _claim_ids(article.article_id, claims)
    strike_ids = _strike_ids(article.article_id, strikes)
    resting = _strikes_by_claim(strikes, strike_ids)
    return Extraction(
        claims=tuple(
            _claim(article, claim, identity, tuple(resting[index]))
            for index, (claim, identity) in enumerate(zip(claims, claim_ids, strict=True))
        ),
        strikes=tuple(
            _strike(article, strike, identity, claim_ids) for strike, identity in zip(strikes, strike_ids, strict=True)
        ),
        completed=ExtractionCompleted(
            article_id=article.article_id,
            revision=article.revision,
            generation=GENERATION,
            extractor=EXTRACTOR,
            model=model,
            claim_ids=tuple(claim_ids),
            strike_ids=tuple(strike_ids),
            statuses=tuple(findings.claims.statuses),
            claims=len(claims),
            strikes=len(strikes),
            sentences=sentences,
            elapsed_ms=elapsed_ms,
            cuts=(*cuts, *findings.cuts),
        ),
    )


def _claim_ids(article: str, claims: Sequence[FoundClaim]) -> list[str]:
    keys = [(claim.source.name, " ".join(span.text for span in claim.content)) for claim in claims]
    ordinals = _ordinals([(normalised(speaker), normalised(content)) for speaker, content in keys])
    return [
        claim_id(article, speaker, content, ordinal) for (speaker, content), ordinal in zip(keys, ordinals, strict=True)
    ]


def _strike_ids(article: str, strikes: Sequence[FoundStrike]) -> list[str]:
    keys = [strike.evidence[0].text for strike in strikes]
    ordinals = _ordinals([(normalised(evidence),) for evidence in keys])
    return [strike_id(article, evidence, ordinal) for evidence, ordinal in zip(keys, ordinals, strict=True)]


def _ordinals(keys: Sequence[tuple[str, ...]]) -> list[int]:
    """Count for each key how many equal ones came before it."""
    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    ordinals = []
    for key in keys:
        ordinals.append(seen[key])
        seen[key] += 1
    return ordinals


def _strikes_by_claim(strikes: Sequence[FoundStrike], identities: Sequence[str]) -> defaultdict[int, list[str]]:
    resting: defaultdict[int, list[str]] = defaultdict(list)
    for strike, identity in zip(strikes, identities, strict=True):
        for claim in dict.fromkeys(name.claim for name in strike.attribution if name.claim is not None):
            resting[claim].append(identity)
    return resting


def _claim(article: ArticleText, claim: FoundClaim, identity: str, strikes: tuple[str, ...]) -> ClaimReported:
    return ClaimReported(
        claim_id=identity,
        article_id=article.article_id,
        revision=article.revision,
        generation=GENERATION,
        source=claim.source,
        cue=claim.cue,
        lemma=claim.lemma,
        act=claim.act,
        content=claim.content,
        quotation=claim.quotation,
        channel=claim.channel,
        verification=claim.verification,
        strikes=strikes,
        confidence=claim.confidence,
    )


def _strike(article: ArticleText, strike: FoundStrike, identity: str, claim_ids: Sequence[str]) -> StrikeReported:
    return StrikeReported(
        strike_id=identity,
        article_id=article.article_id,
        revision=article.revision,
        generation=GENERATION,
        kind=strike.kind,
        weapon=strike.weapon,
        count=strike.count,
        actor=strike.actor,
        origins=strike.origins,
        targets=strike.targets,
        places=strike.places,
        occurred=strike.occurred,
        casualties=strike.casualties,
        attribution=tuple(_attribution(name, claim_ids) for name in strike.attribution),
        factuality=strike.factuality,
        verification=strike.verification,
        evidence=strike.evidence,
        confidence=strike.confidence,
    )


def _attribution(name: FoundAttribution, claim_ids: Sequence[str]) -> Attribution:
    said_in = None if name.claim is None else claim_ids[name.claim]
    return Attribution(text=name.span.text, start=name.span.start, end=name.span.end, claim_id=said_in)
