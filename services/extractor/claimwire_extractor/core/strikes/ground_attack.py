"""Attacks on foot, which the words for attacks tell of as much as of fire."""

from collections.abc import Iterator
from itertools import islice

from claimwire.events import Side
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Need
from claimwire_extractor.core.strikes.syntax import child, phrase
from claimwire_extractor.core.token import Token

_BEGUN = frozenset({"launch", "unleash", "mount"})
ATTACKS = frozenset({"attack", "assault", "raid"})
"""Words that say nothing of how it was done."""
_ATTACKING = ATTACKS | _BEGUN
_BY_FIRE = frozenset({Need.WEAPON, Need.AIR, Need.SUICIDE, Need.CHEMICAL})
_IRREGULAR = frozenset({Side.SY_OPP, Side.ISIS})
"""Sides that have more rifles than guns."""
_HEIGHT = 5


def is_ground_attack(background: Background, candidate: Candidate) -> bool:
    """Tell "militants attacked the town" and "launched an attack, capturing two hills", unless fire is named.

    Of an army without a word on its weapons one says as easily that it attacked when it shelled.
    """
    if candidate.weapons or candidate.arguments.from_the_air() or not candidate.met.isdisjoint(_BY_FIRE):
        return False
    if any(token.lemma not in _ATTACKING for token in candidate.tokens):
        return False
    leading = candidate.tokens[0]
    if any(token.index in background.weapons for token in leading.subtree()):
        return False
    if (
        leading.pos == "VERB"
        and leading.lemma not in _BEGUN
        and any(_is_on_foot(background, head) for head in candidate.arguments.doers)
    ):
        return True
    return any(_is_of_fighting(background, verb) for verb in _verbs(leading))


def _is_on_foot(background: Background, head: Token) -> bool:
    words = phrase(head)
    return head.lemma in background.lexicon.foot_soldiers or background.side_of(words) in _IRREGULAR


def _verbs(token: Token) -> Iterator[Token]:
    """List the verb above a strike noun, and what is told along with it ("attacked X, sparking clashes")."""
    verb = next((above for above in islice((token, *token.ancestors()), _HEIGHT) if above.pos == "VERB"), None)
    if verb is not None:
        if verb is not token:
            yield verb
        yield from (part for part in verb.rights if part.dep in {"advcl", "conj", "xcomp"} and part.pos == "VERB")


def _is_of_fighting(background: Background, verb: Token) -> bool:
    held = child(verb, "dobj")
    words = background.lexicon.ground_fighting
    return verb.lemma in words or (held is not None and held.lemma in words)
