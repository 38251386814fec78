"""The strike rules in order."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from claimwire.events import (
    Actor,
    Casualties,
    ClaimAct,
    Factuality,
    Place,
    Side,
    Span,
    Status,
    StatusKind,
    StrikeKind,
)
from claimwire_extractor.core.found import FoundAttribution, FoundClaim, FoundClaims, FoundStrike
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.casualties import casualties_in
from claimwire_extractor.core.strikes.find_mentions import find_mentions
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.merge_mentions import merge_mentions
from claimwire_extractor.core.strikes.reality import Reality
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon

_FOLLOWING = 2
"""Sentences behind a mention, in its paragraph, in which its casualties may stand."""


def find_strikes(
    reading: Reading,
    claims: FoundClaims,
    *,
    published: date | None,
    lexicon: StrikeLexicon,
    gazetteer: Gazetteer,
) -> list[FoundStrike]:
    """Find the strikes an article reports, in the order of their first mention.

    ``published`` is the day against which "on Friday" is resolved; without it only absolute dates
    have days. Strikes that are hypothetical, negated or only possible are left out; announced ones
    are ``planned``.
    """
    background = Background.of(reading, claims, published=published, lexicon=lexicon, gazetteer=gazetteer)
    mentions = find_mentions(background)
    _count_casualties(background, mentions)
    return [_strike(background, group) for group in merge_mentions(reading, mentions)]


def _count_casualties(background: Background, mentions: Sequence[Mention]) -> None:
    """Give each mention the casualties of its sentence and of those behind it that tell of no other strike."""
    reading = background.reading
    telling = {mention.trigger.sentence for mention in mentions}
    known: dict[int, Casualties] = {}
    for mention in mentions:
        index = mention.trigger.sentence
        if index not in known:
            sentences = [reading.sentences[index]]
            for following in reading.sentences[index + 1 : index + 1 + _FOLLOWING]:
                if following.index in telling or following.paragraph != sentences[0].paragraph:
                    break
                sentences.append(following)
            known[index] = casualties_in(reading, sentences, background.lexicon.people)
        mention.casualties = known[index]


def _strike(background: Background, group: Sequence[Mention]) -> FoundStrike:
    verification = _verification(background, group)
    occurred = _first(mention.occurred for mention in group)
    kind = next(
        (mention.kind for mention in group if mention.kind is not StrikeKind.UNSPECIFIED), StrikeKind.UNSPECIFIED
    )
    return FoundStrike(
        kind=kind,
        weapon=max(
            (mention.weapon for mention in group if mention.weapon), key=lambda span: len(span.text), default=None
        ),
        count=_first(mention.count for mention in group),
        actor=_actor(group),
        origins=_distinct_places(place for mention in group for place in mention.origins),
        targets=_distinct(span for mention in group for span in mention.targets),
        places=_distinct_places(place for mention in _telling(group) for place in mention.places)
        or _distinct_places(group[0].places_before),
        occurred=occurred,
        casualties=_casualties(group),
        attribution=_attribution(background, group),
        factuality=_factuality(background, group, verification),
        verification=verification,
        evidence=tuple({mention.evidence.start: mention.evidence for mention in group}.values()),
        confidence=_confidence(group),
    )


def _telling(group: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out mentions that only refer back, unless no other says where."""
    telling = [mention for mention in group if not mention.refers_back]
    return telling if any(mention.places for mention in telling) else group


_Value = TypeVar("_Value")


def _first(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in values if value is not None), None)


def _actor(group: Sequence[Mention]) -> Actor:
    named = [mention for mention in group if mention.actor]
    named.sort(key=lambda mention: mention.side is Side.UNKNOWN)
    if not named or named[0].actor is None:
        return Actor()
    span = named[0].actor
    return Actor(text=span.text, start=span.start, end=span.end, side=named[0].side)


def _casualties(group: Sequence[Mention]) -> Casualties:
    # Of two totals the later one is the more exact: headlines round.
    body = [mention for mention in group if mention.trigger.sentence] or group
    killed = _first(mention.casualties.killed for mention in (*body, *group))
    wounded = _first(mention.casualties.wounded for mention in (*body, *group))
    none = any(mention.casualties.none_reported for mention in group)
    return Casualties(killed=killed, wounded=wounded, none_reported=none and killed is None and wounded is None)


def _attribution(background: Background, group: Sequence[Mention]) -> tuple[FoundAttribution, ...]:
    found: dict[str, FoundAttribution] = {}
    for mention in group:
        for index in mention.claims:
            source = background.claims.claims[index].source
            span = background.span_of_name(source)
            found.setdefault(span.text, FoundAttribution(span=span, claim=index))
    return tuple(found.values())


_VERDICTS = {ClaimAct.DENY: StatusKind.DENIED, ClaimAct.CONFIRM: StatusKind.VERIFIED}


def _verification(background: Background, group: Sequence[Mention]) -> Status | None:
    """Take the gravest note on the claims a strike rests on; to deny or to confirm it is one too."""
    claims = [background.claims.claims[index] for mention in group for index in mention.claims]
    statuses = [status for claim in claims for status in claim.verification]
    statuses += [_verdict(background, claim) for claim in claims if claim.act in _VERDICTS]
    order = (StatusKind.DENIED, StatusKind.VERIFIED, StatusKind.UNVERIFIED, StatusKind.NO_COMMENT)
    return min(statuses, key=lambda status: order.index(status.status), default=None)


def _verdict(background: Background, claim: FoundClaim) -> Status:
    spans = [span for span in (claim.source, claim.cue, *claim.content) if span is not None]
    return Status(
        status=_VERDICTS[claim.act],
        by=background.reading.span(claim.source.start, claim.source.end),
        evidence=background.reading.span(min(span.start for span in spans), max(span.end for span in spans)),
    )


def _factuality(background: Background, group: Sequence[Mention], verification: Status | None) -> Factuality:
    telling = [mention for mention in group if not mention.refers_back]
    acts = {background.claims.claims[index].act for mention in telling for index in mention.claims}
    if any(mention.reality is Reality.DENIED for mention in group) or ClaimAct.DENY in acts:
        return Factuality.DENIED
    if verification and verification.status is StatusKind.DENIED:
        return Factuality.DENIED
    if all(mention.reality is Reality.PLANNED for mention in telling):
        return Factuality.PLANNED
    if all(mention.historical for mention in telling):
        return Factuality.HISTORICAL
    body = [mention for mention in telling if not _is_headline(background, mention)] or telling
    if all(mention.claims or mention.hearsay for mention in body):
        return Factuality.CLAIMED
    return Factuality.ASSERTED


def _is_headline(background: Background, mention: Mention) -> bool:
    """Tell a headline, which says in short what the text under it puts on somebody's word."""
    sentence = background.reading.sentences[mention.trigger.sentence]
    first = background.reading.paragraphs[0]
    return sentence.paragraph == 0 and len(background.reading.paragraphs) > 1 and len(first.sentences) == 1


def _confidence(group: Sequence[Mention]) -> float:
    """Score a strike: 0.5, and more for what supports it: a place, a weapon, a date, an actor, a second mention."""
    score = 0.5
    score += 0.15 * any(mention.places for mention in group)
    score += 0.1 * any(mention.weapon for mention in group)
    score += 0.05 * any(mention.occurred for mention in group)
    score += 0.1 * any(mention.side is not Side.UNKNOWN for mention in group)
    score += 0.05 * (len(group) > 1)
    score -= 0.2 * (not any(mention.places or mention.targets for mention in group))
    return round(min(score, 0.95), 2)


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(span.text.lower(), span)
    return tuple(found.values())


def _distinct_places(places: Iterable[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(name_key(place.text), place)
    return tuple(found.values())
