"""The strike rules in order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimwire.events import Occurred, Status
from claimwire_extractor.core.found import FoundClaims, FoundStrike
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.find_mentions import find_mentions
from claimwire_extractor.core.strikes.headline_place import headline_place
from claimwire_extractor.core.strikes.lead_date import LeadDate
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.mention_reasons import Chosen, mention_reasons
from claimwire_extractor.core.strikes.merge_mentions import merge_mentions
from claimwire_extractor.core.strikes.strike_actor import StrikeActor, strike_actors
from claimwire_extractor.core.strikes.strike_attribution import StrikeAttribution, strike_attributions
from claimwire_extractor.core.strikes.strike_casualties import StrikeCasualties, strike_casualties
from claimwire_extractor.core.strikes.strike_count import strike_count
from claimwire_extractor.core.strikes.strike_date import strike_date
from claimwire_extractor.core.strikes.strike_factuality import strike_factuality
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon
from claimwire_extractor.core.strikes.strike_notes import strike_notes
from claimwire_extractor.core.strikes.strike_places import distinct_places, strike_places
from claimwire_extractor.core.strikes.strike_targets import StrikeTargets, strike_targets
from claimwire_extractor.core.strikes.strike_verification import strike_verification
from claimwire_extractor.core.strikes.strike_weapon import strike_kind, strike_weapon
from claimwire_extractor.core.strikes.told_by_headline import told_by_headline
from claimwire_extractor.core.strikes.told_casualties import ToldCasualties


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
    counted = ToldCasualties(background)
    counted.give_to(mentions)
    groups = merge_mentions(reading, background.headline, mentions)
    aftermath = Aftermath.of(background, groups)
    casualties = strike_casualties(counted, aftermath, groups)
    targets = strike_targets(background, aftermath, groups)
    sources = strike_attributions(background, aftermath, groups)
    notes = strike_notes(background, aftermath, groups)
    telling = frozenset(mention.trigger.sentence for mention in mentions)
    lead = LeadDate.of(background, groups)
    dates = [strike_date(background, group, telling, lead) for group in groups]
    flat = told_by_headline(background, groups)
    naming = Counter(
        key for group in groups for key in {name_key(place.text) for mention in group for place in mention.places}
    )
    found = zip(dates, strike_actors(background, aftermath, groups), casualties, targets, sources, notes, strict=True)
    gathered = [_Gathered(*parts) for parts in found]
    return [
        _strike(background, group, parts, naming, by_headline=any(group is told for told in flat))
        for group, parts in zip(groups, gathered, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What more than a strike's own mentions says of it."""

    dated: tuple[Occurred | None, Sequence[Reason]]
    fired: StrikeActor
    hurt: StrikeCasualties
    hit: StrikeTargets
    sources: StrikeAttribution
    notes: Sequence[Status]


def _strike(
    background: Background,
    group: Sequence[Mention],
    around: _Gathered,
    naming: Mapping[str, int],
    *,
    by_headline: bool,
) -> FoundStrike:
    occurred, why_occurred = around.dated
    verification, why_verification = strike_verification(background, group, around.notes, around.sources.behind)
    factuality, why_factuality = strike_factuality(background, group, verification, by_headline=by_headline)
    weapon = strike_weapon(background, group)
    places = strike_places(group, background.headline, naming, background.lexicon.places.directions)
    play = None if places else headline_place(background, group, around.hit.spans)
    chosen = Chosen(
        kind=strike_kind(background, group, weapon),
        weapon=weapon,
        count=strike_count(group),
        actor=around.fired.actor,
        places=places or ((play,) if play else ()),
    )
    reasons = (
        *mention_reasons(group, chosen),
        *((Reason.of("places.headline", play),) if play else ()),
        *around.fired.reasons,
        *why_occurred,
        *around.hurt.reasons,
        *around.hit.reasons,
        *around.sources.reasons,
        why_factuality,
        *why_verification,
    )
    return FoundStrike(
        kind=chosen.kind,
        weapon=chosen.weapon,
        count=chosen.count,
        actor=chosen.actor,
        origins=distinct_places(place for mention in group for place in mention.origins),
        targets=around.hit.spans,
        places=chosen.places,
        occurred=occurred,
        casualties=around.hurt.casualties,
        attribution=around.sources.names,
        factuality=factuality,
        verification=verification,
        evidence=tuple({mention.evidence.start: mention.evidence for mention in group}.values()),
        confidence=background.lexicon.confidence.of(reasons),
        reasons=reasons,
    )
