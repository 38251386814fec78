"""How much speaks for two parts of an article telling of one strike."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from claimwire.events import DatePrecision, Occurred, StrikeKind
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.reality import Reality
from claimwire_extractor.core.strikes.told_strike import ToldStrike
from claimwire_extractor.core.strikes.whereabouts import Whereabouts, whereabouts
from claimwire_extractor.core.token import Token

ENOUGH: Final = 3.0
"""The sum of weights from which on two tellings are of one strike."""
_NEAR = 4
"""Sentences across which "the attack" still speaks of the last one."""
_LEAD = 5
"""First sentences, which tell again what the headline tells."""
_COMPARED = 8
"""Mentions of a strike whose dates are compared."""
_LIKE = (
    frozenset({StrikeKind.ROCKET, StrikeKind.MISSILE}),
    frozenset({StrikeKind.ROCKET, StrikeKind.MORTAR}),
    frozenset({StrikeKind.AIRSTRIKE, StrikeKind.MISSILE}),
    frozenset({StrikeKind.AIRSTRIKE, StrikeKind.DRONE}),
    frozenset({StrikeKind.DRONE, StrikeKind.MISSILE}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.ROCKET}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.MORTAR}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.MISSILE}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.AIRSTRIKE}),
)
"""Kinds that articles use for each other, or tell in one breath."""


class Sign(StrEnum):
    """What speaks for or against two tellings being of one strike, apart from their places."""

    REFERS_BACK = "refers-back"
    REFERS_FAR_BACK = "refers-far-back"
    POINTS_BACK = "points-back"
    CAUSE = "cause"
    DEFINITE = "definite"
    DEFINITE_NEAR = "definite-near"
    NEXT = "next"
    NEAR = "near"
    HEADLINE = "headline-told-again"
    HEADLINE_OF_ANY_KIND = "headline-of-any-kind"
    LEAD = "lead-told-again"
    ONLY = "only-strike"
    SAME_TARGET = "same-target"
    OTHER_TARGET = "other-target"
    SAME_NUMBER = "same-number"
    OTHER_NUMBER = "other-number"
    SAME_WORDS = "same-words"
    SAME_KIND = "same-kind"
    SAME_POISON = "same-poison"
    SAME_DAY = "same-day"
    OTHER_TIME = "other-time"
    OTHER_SPAN = "other-span"
    OTHER_SIDE = "other-side"
    ACCUSED_BACK = "accused-back"
    NEW = "new"
    HABITUAL = "habitual"
    NO_OTHER = "no-other"


WEIGHTS: Final[Mapping[Sign | Whereabouts, float]] = {
    Whereabouts.SAME: 2.5,
    Whereabouts.REGION: 2.0,
    Whereabouts.TOWN: 2.5,
    Whereabouts.COUNTRY: 1.0,
    Whereabouts.NEAR: 0.5,
    Whereabouts.UNSAID: 0.0,
    Whereabouts.UNKNOWN: -1.5,
    Sign.REFERS_BACK: 3.0,
    Sign.REFERS_FAR_BACK: 2.0,
    Sign.POINTS_BACK: 1.5,
    Sign.CAUSE: 3.0,
    Sign.DEFINITE: 1.0,
    Sign.DEFINITE_NEAR: 2.5,
    Sign.NEXT: 0.5,
    Sign.NEAR: 0.5,
    Sign.HEADLINE: 2.0,
    Sign.HEADLINE_OF_ANY_KIND: 0.5,
    Sign.LEAD: 1.5,
    Sign.ONLY: 1.0,
    Sign.SAME_TARGET: 2.5,
    Sign.OTHER_TARGET: -1.25,
    Sign.SAME_NUMBER: 2.0,
    Sign.OTHER_NUMBER: -0.5,
    Sign.SAME_WORDS: 2.0,
    Sign.SAME_KIND: 1.0,
    Sign.SAME_POISON: 2.5,
    Sign.SAME_DAY: 1.0,
    Sign.OTHER_TIME: -3.5,
    Sign.OTHER_SPAN: -1.5,
    Sign.OTHER_SIDE: -3.0,
    Sign.ACCUSED_BACK: 1.0,
    Sign.NEW: -2.0,
    Sign.HABITUAL: -2.0,
    Sign.NO_OTHER: 1.0,
}
"""How much each sign tells; set by hand so that no sign but a reference back decides alone."""


def likeness(
    told: ToldStrike, mention: ToldStrike, *, opening: Sign | None, only: bool
) -> list[Sign | Whereabouts] | None:
    """List the signs for and against ``mention``, one that comes later, being of the strike; None rules it out.

    ``opening`` is the sign of its being told again if the strike is told in the headline or the lead first and the
    mention ``may_tell_again``; ``only`` tells that no other has been told.
    """
    later = mention.mentions[0]
    apart = later.trigger.sentence - told.last_sentence
    # "The raids began while ministers met in X": a mention that tells nothing itself does not say where.
    where = whereabouts(told, mention) if later.strong else Whereabouts.UNSAID
    recalls = later.bare and apart <= _NEAR
    if (where is Whereabouts.APART and recalls) or (where is Whereabouts.UNKNOWN and (recalls or later.definite)):
        # "The attack hit X, too": where it was is told bit by bit.
        where = Whereabouts.UNSAID
    leads = opening is not None
    if where is Whereabouts.APART or _is_ruled_out(told, mention, where, leads=leads):
        return None
    signs: list[Sign | Whereabouts] = [where]
    signs += _of_reference(told, later, apart)
    signs += _of_what(told, mention, where, leads=leads, only=only)
    time = _of_time(told, later)
    if time:
        signs.append(time)
    # Another toll at a place near by is not the headline's.
    elsewhere = where is Whereabouts.NEAR and Sign.OTHER_NUMBER in signs
    if (
        opening
        and not elsewhere
        and time is not Sign.OTHER_TIME
        and _may_be_told_again(told, mention, where, only=only)
    ):
        signs.append(opening)
        if only and opening is Sign.HEADLINE and not told.kinds:
            # "Attacks kill ten in Homs" leaves it to the text to say with what.
            signs.append(Sign.HEADLINE_OF_ANY_KIND)
    if only and later.definite and not _tells_of_its_own(told, later):
        signs.append(Sign.ONLY)
    return signs


def may_tell_again(mention: Mention) -> bool:
    """Tell whether a mention stands where what the headline or the lead tells is told again."""
    return not mention.new and mention.trigger.sentence <= _LEAD


def _may_be_told_again(told: ToldStrike, mention: ToldStrike, where: Whereabouts, *, only: bool) -> bool:
    """Tell whether a mention may tell what the opening sums up.

    The lead that told of X and Y has been told again of X alone: Y is another.
    """
    summed = _may_sum_up(told, mention, where) or (only and _is_only_headline(told))
    return summed and (mention.mentions[0].definite or not told.tells_beside(mention))


def may_be_one(one: ToldStrike, other: ToldStrike) -> bool:
    """Tell whether nothing speaks against two strikes being the same."""
    return (
        whereabouts(one, other) is not Whereabouts.APART
        and not (one.sides and other.sides and not one.sides & other.sides)
        and (_kinds_agree(one, other) or _kinds_are_alike(one, other))
        and _of_time(one, other.mentions[0]) is not Sign.OTHER_TIME
        and one.mentions[0].historical == other.mentions[0].historical
    )


def tells_no_other(told: ToldStrike, mention: ToldStrike, signs: Iterable[Sign | Whereabouts]) -> bool:
    """Tell whether nothing sets a mention apart from a strike told just before, which it then goes on telling.

    It has no place or day of its own, no other target or kind, and no sign against it. A toll right behind the strike
    is the strike's, later on it is another's.
    """
    later = mention.mentions[0]
    apart = later.trigger.sentence - told.last_sentence
    hurt = later.casualties.killed or later.casualties.wounded
    if later.places or _told_time(later) or not 0 < apart <= (1 if hurt else _NEAR):
        return False
    unsaid = later.kind is StrikeKind.UNSPECIFIED and not mention.targets
    same = unsaid or later.kind in told.kinds or (apart == 1 and _kinds_are_alike(told, mention))
    return same and not (told.targets and mention.targets) and all(WEIGHTS[sign] >= 0 for sign in signs)


def _is_ruled_out(told: ToldStrike, mention: ToldStrike, where: Whereabouts, *, leads: bool) -> bool:
    first, later = told.mentions[0], mention.mentions[0]
    if later.new and later.places and not told.mentions[-1].new and _stands_inside(told, later):
        # "hundreds of raids on the north, including four on X"
        return True
    if not _kinds_agree(told, mention):
        same = where is Whereabouts.SAME or _share(told.targets, mention.targets)
        # A headline may say "shelling" of what the text tells as an air raid.
        goes_on = not later.places and later.trigger.sentence - told.last_sentence == 1
        loosely = later.definite or later.refers_back or same or leads or goes_on
        if not (loosely and _kinds_are_alike(told, mention)):
            return True
    known = later.refers_back or (later.definite and (first.historical or where is Whereabouts.SAME))
    if first.historical and later.occurred and later.occurred.precision is DatePrecision.DAY and not later.historical:
        # "Several bombings in the past. Wednesday's explosion came as ..."
        known = known and any(mention.occurred == later.occurred for mention in told.mentions[:_COMPARED])
    if first.historical != later.historical and not (known and (first.historical or _told_time(later) is None)):
        return True
    return (first.reality is Reality.PLANNED) != (later.reality is Reality.PLANNED)


def _kinds_agree(one: ToldStrike, other: ToldStrike) -> bool:
    return not (one.kinds and other.kinds) or not one.kinds.isdisjoint(other.kinds)


def _kinds_are_alike(one: ToldStrike, other: ToldStrike) -> bool:
    return any({ours, theirs} in _LIKE for ours in one.kinds for theirs in other.kinds)


def _of_reference(told: ToldStrike, later: Mention, apart: int) -> Iterator[Sign]:
    """Value "the attack", and a mention that says nothing of its own, by how many sentences it is ``apart``."""
    if later.refers_back or (later.bare and apart <= _NEAR):
        yield Sign.REFERS_BACK if apart <= _NEAR else Sign.REFERS_FAR_BACK
    elif later.definite and apart <= _NEAR and not _tells_of_its_own(told, later):
        yield Sign.DEFINITE_NEAR
    elif later.points_back and not later.places and apart <= _NEAR:
        yield Sign.POINTS_BACK
    elif later.definite:
        yield Sign.DEFINITE
    if apart == 0 and _is_cause(told.mentions[-1].trigger, later.trigger):
        yield Sign.CAUSE
    if apart <= 1:
        yield Sign.NEXT
    if apart <= _NEAR:
        yield Sign.NEAR
    if later.new and not (apart == 0 and told.mentions[-1].new):
        yield Sign.NEW
    if later.habitual and not told.mentions[0].habitual and not later.bare:
        yield Sign.HABITUAL


def _is_cause(blast: Token, trigger: Token) -> bool:
    """Tell what was heard from what was done: "explosions rocked X as missiles hit Y"."""
    if blast.lemma not in _BLASTS or blast.head.pos != "VERB":
        return False
    clause = next((word for word in (trigger, trigger.head) if word.dep == "advcl"), None)
    return (
        clause is not None
        and any(part.lower in _WHEN for part in clause.lefts)
        and clause.head in {blast.head, blast.head.head}
    )


_BLASTS = frozenset({"explosion", "blast", "detonation"})
_WHEN = frozenset({"as", "when", "after"})


def _tells_of_its_own(told: ToldStrike, later: Mention) -> bool:
    """Tell "the coalition's strikes on the militia", which names who fired at what, from "the strikes"."""
    return bool(later.places and told.names) or bool(later.actor and later.targets)


def _of_what(told: ToldStrike, mention: ToldStrike, where: Whereabouts, *, leads: bool, only: bool) -> Iterator[Sign]:
    later = mention.mentions[0]
    known = later.definite or later.bare
    if _share(told.targets, mention.targets):
        yield Sign.SAME_TARGET
    elif told.targets and mention.targets and not (known or later.points_back or leads):
        yield Sign.OTHER_TARGET
    if told.numbers & mention.numbers:
        yield Sign.SAME_NUMBER
    elif not known and _tolls_differ(told, mention, leads=leads):
        yield Sign.OTHER_NUMBER
    # One report tells of fire on two villages in the same words; a clause has those of the one that holds it.
    repeats = where is not Whereabouts.NEAR and not (later.places and _stands_inside(told, later))
    if repeats and any(_alike(words, mention.wordings[0]) for words in told.wordings):
        yield Sign.SAME_WORDS
    if told.kinds & mention.kinds:
        yield Sign.SAME_KIND
    if told.chemical and mention.chemical:
        yield Sign.SAME_POISON
    if told.sides and mention.sides and not told.sides & mention.sides:
        near = later.trigger.sentence - told.last_sentence <= _NEAR
        # Who is accused of a strike accuses the other of it.
        accused = told.mentions[0].accused
        if not (only and accused and later.definite):
            yield Sign.ACCUSED_BACK if near and later.accused and accused else Sign.OTHER_SIDE


def _stands_inside(told: ToldStrike, later: Mention) -> bool:
    last = told.mentions[-1].evidence
    return last.start <= later.trigger.start < last.end


def _tolls_differ(told: ToldStrike, mention: ToldStrike, *, leads: bool) -> bool:
    """Tell tolls that are no earlier and later count of the same dead."""
    if not (told.numbers and mention.numbers):
        return False
    ours = [number for name, number in mention.numbers if name == "killed"]
    theirs = [number for name, number in told.numbers if name == "killed"]
    if leads and ours and theirs and max(ours) < min(theirs) and _is_only_headline(told):
        # A headline counts the dead of all strikes of which the text tells one by one.
        return False
    return bool(ours and theirs) and all(max(one, other) > 2 * min(one, other) for one in ours for other in theirs)


def _is_only_headline(told: ToldStrike) -> bool:
    first = told.mentions[0]
    return all(_alike(first.words, again.words) for again in told.mentions[1:_COMPARED])


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(some & others)
    if some == others and shared >= _FEW:
        # A quotation that is printed again as its own line.
        return True
    return shared >= _MANY and shared >= _MOST * min(len(some), len(others))


_FEW, _MANY, _MOST = 3, 5, 0.75


def _share(some: set[str], others: set[str]) -> bool:
    """Tell whether two tellings have a target in common; "the base" may be an airbase."""
    if not (some and others):
        return False
    return any(one.endswith(other) or other.endswith(one) for one in some for other in others)


def _of_time(told: ToldStrike, later: Mention) -> Sign | None:
    ours = _told_time(later)
    if ours is None:
        return None
    theirs = [time for known in told.mentions[:_COMPARED] if (time := _told_time(known))]
    if not theirs:
        vague = ours.precision is DatePrecision.VAGUE and not (later.definite or later.refers_back)
        return Sign.OTHER_SPAN if vague else None
    if later.refers_back and not later.new and later.trigger.sentence - told.last_sentence <= _NEAR:
        # In "he said after the attack on Sunday" the day is often that of the words around it.
        return None
    if not all(_may_be_one_time(time, ours) for time in theirs):
        return Sign.OTHER_TIME
    if any(_lasts_otherwise(time, ours) for time in theirs) and not later.definite:
        return Sign.OTHER_SPAN
    return Sign.SAME_DAY if any(_is_same_day(time, ours) for time in theirs) else None


def _told_time(mention: Mention) -> Occurred | None:
    """Take the date that stands in the mention's own clause; others may be the day somebody spoke."""
    occurred = mention.occurred
    inside = occurred and mention.evidence.start <= occurred.start and occurred.end <= mention.evidence.end
    return occurred if inside else None


def _may_be_one_time(one: Occurred, other: Occurred) -> bool:
    if DatePrecision.VAGUE in (one.precision, other.precision):
        return True
    if one.date_from and other.date_to and one.date_from > other.date_to:
        return False
    return not (other.date_from and one.date_to and other.date_from > one.date_to)


def _lasts_otherwise(one: Occurred, other: Occurred) -> bool:
    """Tell a day from "in recent weeks", and "on Thursday" from "since Saturday"."""
    since = [time.text.lower().startswith("since") for time in (one, other)]
    return _is_day(one) != _is_day(other) or since[0] != since[1]


def _is_day(time: Occurred) -> bool:
    return time.precision in _DAYS


def _is_same_day(one: Occurred, other: Occurred) -> bool:
    return _is_day(one) and _is_day(other) and one.date_from is not None and one.date_from == other.date_from


_DAYS = frozenset({DatePrecision.DAY, DatePrecision.DAYS})


def _may_sum_up(told: ToldStrike, mention: ToldStrike, where: Whereabouts) -> bool:
    return (
        (where is not Whereabouts.UNSAID and where is not Whereabouts.UNKNOWN)
        or told.is_bare
        or mention.is_bare
        or bool(told.kinds & mention.kinds)
        or bool(told.numbers & mention.numbers)
    )
