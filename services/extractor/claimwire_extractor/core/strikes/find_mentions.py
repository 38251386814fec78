"""Every place of the article that speaks of a strike."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from claimwire.events import Side, StrikeKind
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.date_tie import Tie
from claimwire_extractor.core.strikes.find_candidates import find_candidates
from claimwire_extractor.core.strikes.firing_side import firing_actor, firing_side
from claimwire_extractor.core.strikes.ground_attack import ATTACKS, is_ground_attack
from claimwire_extractor.core.strikes.hearsay import is_hearsay
from claimwire_extractor.core.strikes.historical import is_historical, set_back
from claimwire_extractor.core.strikes.hit_words import hit_words
from claimwire_extractor.core.strikes.is_averted import is_averted
from claimwire_extractor.core.strikes.kind_of_strike import GUNS, kind_of_strike
from claimwire_extractor.core.strikes.launch_places import launch_places
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.mention_date import MentionDate, mention_date
from claimwire_extractor.core.strikes.munition_count import munition_count
from claimwire_extractor.core.strikes.named_weapon import most_exact, weapon_span
from claimwire_extractor.core.strikes.presupposed import is_presupposed
from claimwire_extractor.core.strikes.reality import Reality, hurts_nobody, reality_of
from claimwire_extractor.core.strikes.reference import (
    is_accused,
    is_asked_for,
    is_bare,
    is_definite,
    is_habitual,
    is_new,
    is_of_a_day,
    is_of_pronoun,
    points_back,
)
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, WeaponClass
from claimwire_extractor.core.strikes.struck_places import places_around, places_just_before, struck_places
from claimwire_extractor.core.strikes.struck_targets import struck_targets
from claimwire_extractor.core.strikes.syntax import clause_of
from claimwire_extractor.core.strikes.withstood import withstood
from claimwire_extractor.core.token import Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_POISONS = frozenset(
    {
        "chlorine",
        "sarin",
        "poisonous",
        "toxic",
        "phosgene",
        "mustard",
        "napalm",
        "phosphorus",
        "asphyxiation",
        "suffocation",
    }
)
"""Words of a clause that tell what its bombs or shells were filled with, or what they did."""
_NEAR = 4
"""Sentences across which "the attack" speaks of the one before."""
_WORDS = 60
"""Words of a clause that are compared with those of others."""


def find_mentions(background: Background) -> list[Mention]:
    """Find every mention of a strike, in the order of the text; unreal ones are left out."""
    found: list[Mention] = []
    unreal: Mention | None = None
    for sentence in background.reading.sentences:
        if not background.has_words(sentence, background.lexicon.strike_words):
            continue
        for candidate in find_candidates(background, sentence):
            mention = _mention(background, sentence, candidate)
            if mention.reality is Reality.UNREAL:
                unreal = mention if _is_attack(mention) else unreal
            elif not (unreal and _speaks_of(unreal, mention)):
                found.append(mention)
                unreal = None
    set_back(background, found)
    return found


def _is_attack(mention: Mention) -> bool:
    return _is_unsaid(mention) and mention.trigger.lemma.lower() in ATTACKS


def _is_unsaid(mention: Mention) -> bool:
    return mention.kind is StrikeKind.UNSPECIFIED


def _speaks_of(attack: Mention, later: Mention) -> bool:
    """Tell whether "the attack" is the one on foot, or that was foiled, of which the words before tell."""
    near = later.trigger.sentence - attack.trigger.sentence <= _NEAR
    return near and later.refers_back and later.definite and later.weapon is None and _is_unsaid(later)


def _mention(background: Background, sentence: Sentence, candidate: Candidate) -> Mention:
    reading = background.reading
    leading = candidate.tokens[0]
    clause = _evidence(background, candidate)
    evidence = reading.span_of(clause)
    dated = mention_date(background, sentence, leading)
    reality = _reality(background, candidate, dated=dated is not None and dated.tie is not Tie.SAID)
    if dated and reality is Reality.PLANNED:
        dated = dated.ahead()
    occurred = dated.occurred if dated and dated.tie is not Tie.SAID else None
    claims = background.claims_at(leading)
    actor = firing_actor(background, candidate, claims)
    places = struck_places(background, candidate, clause)
    targets = struck_targets(background, candidate)
    weapon = most_exact(candidate.weapons)
    side = firing_side(background, candidate, actor, claims)
    kind, why_kind = kind_of_strike(candidate, side)
    candidate.reasons.append(why_kind)
    if weapon and kind is StrikeKind.AIRSTRIKE and weapon.weapon.kind in GUNS:
        weapon = None
    weapon_tokens: Sequence[Token] = ()
    if weapon:
        weapon_tokens = weapon_span(weapon, reading, partial(_names_other, background))
        candidate.because("weapon.named", *weapon_tokens)
    words = frozenset([token.lemma for token in clause[:_WORDS] if token.pos in _CONTENT])
    definite = is_definite(candidate)
    # "They deny firing on the hospital" and "who shelled it" speak of what is told elsewhere, or of nothing.
    only_adds = not places and (
        reality is Reality.DENIED or is_of_pronoun(candidate) or _is_rejected_use(background, candidate)
    )
    strong = candidate.strong and not only_adds and not _is_heading(sentence, candidate)
    known = definite or any(map(is_of_a_day, candidate.tokens))
    return Mention(
        trigger=leading,
        evidence=evidence,
        kind=kind,
        strong=strong,
        refers_back=not strong or (known and not places and not targets and not _hits_named(candidate)),
        definite=definite,
        bare=is_bare(candidate),
        habitual=is_habitual(background, candidate),
        points_back=points_back(background, candidate),
        new=is_new(background, candidate) or (not definite and _is_day_before(dated)),
        accused=is_accused(background, candidate),
        reality=reality,
        chemical=Need.CHEMICAL in candidate.met or not words.isdisjoint(_POISONS),
        words=words,
        weapon=reading.span_of(weapon_tokens) if weapon_tokens else None,
        count=munition_count(background, candidate),
        actor=reading.span_of(actor) if actor else None,
        side=side,
        origins=launch_places(background, candidate),
        targets=targets,
        target_words=frozenset(hit_words(targets, background.lexicon.targets, background.lexicon.places.demonyms)),
        places=places,
        places_around=places_around(background, candidate, clause, places),
        places_before=[] if places else places_just_before(background, candidate),
        dated=dated,
        occurred=occurred,
        historical=is_historical(background, sentence, evidence, occurred, candidate.tokens),
        hearsay=is_hearsay(background, leading, clause),
        presupposed=is_presupposed(background, leading),
        claims=claims,
        reasons=candidate.reasons,
    )


def _names_other(background: Background, token: Token) -> bool:
    """Tell words before a weapon that say whose it is or where it was, not what it is."""
    return token.index in background.toponyms or background.side_of([token]) is not Side.UNKNOWN


def _is_rejected_use(background: Background, candidate: Candidate) -> bool:
    """Tell "rejected allegations that they had used gas", which speaks of no day, from what is told of one."""
    if Need.BANNED not in candidate.met or candidate.triggers[0].frame is not Frame.FIRES:
        return False
    return any(
        above.lemma in background.lexicon.modality.denials for above in islice(candidate.tokens[0].ancestors(), _NEAR)
    )


def _is_heading(sentence: Sentence, candidate: Candidate) -> bool:
    """Tell "Relentless bombardment" over a paragraph, which says nothing of where, by whom or with what."""
    leading = candidate.tokens[0]
    return (
        leading.is_root
        and leading.pos in {"NOUN", "PROPN"}
        and bool(sentence.index)
        and not candidate.weapons
        and Need.FORCE not in candidate.met
        and all(head.pos == "ADJ" for head in candidate.arguments.all())
        and not any(part.pos in {"VERB", "AUX", "NUM"} for part in leading.children)
    )


def _is_day_before(dated: MentionDate | None) -> bool:
    """Tell "the raid came a day after shells hit the town", which sets the shells apart from the raid."""
    return dated is not None and dated.occurred.text.lower().endswith(_AFTER)


_AFTER = " after"


def _hits_named(candidate: Candidate) -> bool:
    return any(head.pos == "PROPN" for head in candidate.arguments.hit)


def _evidence(background: Background, candidate: Candidate) -> Sequence[Token]:
    reporting = background.lexicon.modality.reporting
    clauses = [clause_of(token, reporting) for token in candidate.tokens]
    return clauses[0] if len(clauses) == 1 else max(clauses, key=len)


def _reality(background: Background, candidate: Candidate, *, dated: bool) -> Reality:
    if is_asked_for(background, candidate) or is_ground_attack(background, candidate):
        return Reality.UNREAL
    words = background.lexicon.modality
    if is_averted(background, candidate.tokens):
        return Reality.UNREAL
    in_the_air = any(
        named.weapon.sort is WeaponClass.MUNITION and named.weapon.kind is not StrikeKind.BOMB
        for named in candidate.weapons
    )
    # "Air defences repelled a drone attack" tells of an attack as much as of its end.
    tops = [(in_the_air and withstood(token, words)) or token for token in candidate.tokens]
    told = [token for token in tops if not hurts_nobody(token, words)] or tops
    found = [reality_of(token, words, dated=dated) for token in told]
    return next((reality for reality in found if reality is not Reality.HAPPENED), Reality.HAPPENED)
