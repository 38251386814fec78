"""Who fired."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from claimwire.events import Side, Speaker, StrikeKind
from claimwire_extractor.core.claims.aside import VERDICTS
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.counted_people import is_person
from claimwire_extractor.core.strikes.kind_of_strike import kind_of_strike
from claimwire_extractor.core.strikes.syntax import child, phrase, prepositions, with_conjuncts
from claimwire_extractor.core.token import Token

_OWN = frozenset({"its", "their", "our", "we", "it", "they"})
_THEY = re.compile(r"(that )?they\b", re.IGNORECASE)
_BELONGING = frozenset({"from", "of", "to", "with", "by"})
_BESIDE = frozenset({"compound", "nmod", "amod"})
_SHORT = 4
"""Letters of "US", "U.S." and "UAE", which no article puts before a strike to say where it was."""
_BRANDING = frozenset({"terrorist", "terror"})
_OWNED = frozenset({"belong", "affiliate", "link", "operate", "fly", "ally", "pilot", "claim"})
"""Participles behind a force that say whose it is: "a jet belonging to the regime"."""


_ASKING = frozenset({"whether"})
_HEIGHT = 3
"""Words above a strike among which the verb of its clause stands."""
_TELLING = frozenset({"spokesman", "spokeswoman", "spokesperson", "observatory", "monitor", "correspondent", "reporter", "journalist", "activist", "agency"})  # fmt: skip
"""Who tells of fire and fires nothing, whatever side stands before: "the Syrian Observatory"."""
_HOLDING = frozenset({"believe", "think", "suspect", "presume", "assume", "say", "report", "consider"})
"""What people do who are not sure: "a jet believed to be Russian"."""


def firing_actor(background: Background, candidate: Candidate, claims: Sequence[int]) -> Sequence[Token]:
    """Pick the words for who fired: one whose side is known, else a force, else nobody.

    ``claims`` are those that tell of it: whom a colon makes their speaker the parser takes for who did it.
    """
    forces: list[Sequence[Token]] = []
    if _is_asked(background, candidate):
        return ()
    labels = [claim.source for index in claims if (claim := background.claims.claims[index]).lemma == ":"]
    for head in candidate.arguments.doers:
        if any(label.start <= head.start < label.end for label in labels):
            continue
        named = _named(background, candidate, head)
        if background.side_of(named) is not Side.UNKNOWN:
            named = _joint(background, head, named)
            candidate.because("actor.doer", *named)
            return named
        if head.index not in background.weapons and any(
            token.lemma in background.lexicon.force_nouns for token in named
        ):
            forces.append(named)
    for weapon in candidate.weapons:
        tokens = phrase(weapon.tokens[-1])
        named = _sided(background, [token for token in tokens if not _names_nobody(background, candidate, token)])
        if named:
            candidate.because("actor.beside-weapon", *named)
            return named
    if forces:
        candidate.because("actor.force", *forces[0])
        return forces[0]
    return ()


def _is_asked(background: Background, candidate: Candidate) -> bool:
    """Tell "it is not clear whether the raids were carried out by X", which says nobody."""
    first = candidate.tokens[0]
    if not background.has_beside(first, _ASKING):
        return False
    clauses = (first, *islice(first.ancestors(), _HEIGHT))
    return any(part.dep == "mark" and part.lower in _ASKING for word in clauses for part in word.lefts)


def firing_side(background: Background, candidate: Candidate, actor: Sequence[Token], claims: Sequence[int]) -> Side:
    """Read the side off the actor's words, or off the speaker's where he says "its missiles" or "we"."""
    side = background.side_of(actor)
    if side is Side.OTHER and any(part.lower == "or" for part in actor):
        return Side.UNKNOWN
    if side is not Side.UNKNOWN or not claims or not background.has_beside(candidate.tokens[0], _OWN):
        return side
    own = {part.lower for head in candidate.arguments.doers for part in (head, *head.children) if part.lower in _OWN}
    if not own:
        return side
    said = [background.claims.claims[index] for index in claims]
    # "X said it had hit Y, which Z denies": "it" is not who denies.
    telling = next((claim for claim in reversed(said) if claim.act not in VERDICTS), said[-1])
    source = telling.source
    if own == {"they"} and not (_are_many(background, source) and _THEY.match(telling.content[0].text)):
        return side
    candidate.because("actor.speakers-own", source)
    words = f"{source.name} {source.role or ''} {source.affiliation or ''}".replace("’s", "").replace("'s", "")
    return background.side_of_words(words.lower().split())


def _are_many(background: Background, source: Speaker) -> bool:
    """Tell "the Houthis" and "rebels", who are "they" where they speak, from a ministry, which speaks of others so."""
    last = source.text.lower().split()[-1]
    if last.removesuffix("s") in background.lexicon.force_nouns:
        return last.endswith("s")
    return last in _PEOPLES


_PEOPLES = frozenset({"houthis", "taliban", "kurds", "russians", "ukrainians", "israelis", "americans", "palestinians", "turks", "iranians", "saudis", "guards", "kadyrovites", "shabaab", "shabab"})  # fmt: skip


def _named(background: Background, candidate: Candidate, head: Token) -> Sequence[Token]:
    """Cut the words that say who: a whole phrase, or the adjective beside a weapon or strike ("Russian rockets")."""
    if _fires_nothing(background, head):
        return ()
    tokens = _without_number([token for token in phrase(head) if not _names_nobody(background, candidate, token)])
    is_thing = head.index in background.weapons or head in candidate.tokens
    if not is_thing or background.is_force([head]):
        tokens = [*_acronym_before(background, tokens), *tokens, *_name_behind(background, tokens)]
        return tokens if background.side_of(tokens) is not Side.UNKNOWN else _owner(background, head) or tokens
    if head in candidate.tokens:
        tokens = [*_acronym_before(background, tokens), *tokens]
        # "Shelling of a rebel stronghold" tells who was hit.
        return _sided(background, [token for token in tokens if token.index <= head.index])
    owner = child(head, "poss")
    if owner and background.side_of(whose := phrase(owner)) is not Side.UNKNOWN:
        # "The Free Syrian Army's rockets" are not Syria's.
        return whose
    return _sided(background, tokens) or _owner(background, head) or _held_to_be(background, head)


def _joint(background: Background, head: Token, named: Sequence[Token]) -> Sequence[Token]:
    """Go on to a second side that fires with the first: "Russian and Syrian raids", "the army and Russian jets"."""
    for other in with_conjuncts(head)[1:]:
        behind = (token for token in phrase(other) if token.index > named[-1].index)
        last = max(_with_side(background, behind), key=lambda token: token.index, default=None)
        if last is not None:
            return background.reading.tokens[named[0].index : last.index + 1]
    return named


def _with_side(background: Background, tokens: Iterable[Token]) -> Iterator[Token]:
    return (token for token in tokens if background.side_of([token]) is not Side.UNKNOWN)


def _fires_nothing(background: Background, head: Token) -> bool:
    """Tell a building, and people who are no force: "an Odesa office tower", "Ukrainian civilians"."""
    if head.pos != "NOUN" or head.lemma in _TELLING:
        return head.lemma in _TELLING
    building = head.lemma in background.lexicon.places.buildings
    return building or (is_person(head, background.lexicon.people) and not background.is_force([head]))


def _names_nobody(background: Background, candidate: Candidate, token: Token) -> bool:
    """Tell words before a strike or weapon that name nobody: "the Kyiv attack", "a terrorist bombing"."""
    if token.dep not in _BESIDE:
        return False
    armed = token.head.index in background.weapons
    above = (token.head, token.head.head) if armed or token.head.dep in _BESIDE else (token.head,)
    acts = [act for act in candidate.tokens if act in above]
    if not (acts or armed):
        return False
    if token.lower in background.lexicon.capitals:
        return True
    if token.lower in _BRANDING:
        return kind_of_strike(candidate)[0] in {StrikeKind.BOMB, StrikeKind.UNSPECIFIED}
    # "Syria air raids kill six" says where, "Ukraine drone attack on Russia" says who.
    aimed = any(preposition.lower in {"on", "against"} for act in acts for preposition, _ in prepositions(act))
    abbreviated = token.text.isupper() and len(token.text) <= _SHORT
    return token.index in background.toponyms and bool(acts) and not (aimed or abbreviated)


def _sided(background: Background, tokens: Sequence[Token]) -> Sequence[Token]:
    """Keep the word whose side is known, with others joined to it ("Russian and Syrian jets")."""
    first = next(_with_side(background, tokens), None)
    if first is None:
        return tokens if background.side_of(tokens) is not Side.UNKNOWN else ()
    both = next(
        (place for place, token in enumerate(tokens) if token.lower == "and" and token.index > first.index), None
    )
    behind = tokens[both:] if both is not None else ()
    joined = _with_side(background, (*with_conjuncts(first)[1:], *behind))
    last = max((first, *joined), key=lambda token: token.index)
    return background.reading.tokens[first.index : last.index + 1]


def _without_number(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out how many they are, which the parser may take for a part of whose: "three regime airstrikes"."""
    if not tokens or tokens[0].tag != "CD":
        return tokens
    first = next((place for place, token in enumerate(tokens) if token.tag != "CD"), len(tokens))
    return tokens[first:]


def _name_behind(background: Background, tokens: Sequence[Token]) -> Sequence[Token]:
    """Take in the name that a common noun leads up to without a comma: "fighters of the group ISIL"."""
    if not tokens or tokens[-1].tag not in {"NN", "NNS"}:
        return ()
    last = tokens[-1]
    named = next((part for part in last.rights if part.dep == "appos" and part.tag.startswith("NNP")), None)
    between = background.reading.tokens[last.index + 1 : named.index] if named else ()
    if named is None or any(part.head is not named or not part.tag.startswith("NNP") for part in between):
        return ()
    return (*between, named)


def _acronym_before(background: Background, tokens: Sequence[Token]) -> Sequence[Token]:
    """Take in "IS" before "militants", which the parser reads as a verb."""
    before = background.reading.tokens[max(tokens[0].index - 1, 0)] if tokens else None
    return (before,) if before is not None and before.text == "IS" and before is not tokens[0] else ()


def _held_to_be(background: Background, weapon: Token) -> Sequence[Token]:
    """Read whose a weapon is taken for: "jets believed to be Russian", "planes thought to belong to X"."""
    beside = [part for part in weapon.rights if part.dep in {"acl", "relcl"}]
    for verb in (weapon.head, *beside) if weapon.dep in {"nsubj", "nsubjpass"} else beside:
        held = child(verb, "xcomp", "oprd") if verb.lemma in _HOLDING else None
        said = child(held, "acomp", "attr") if held and held.lemma == "be" else None
        if said and background.side_of([said]) is not Side.UNKNOWN:
            return [said]
        if held and held.lemma in _OWNED:
            return _belonging(background, held)
    return ()


def _owner(background: Background, head: Token) -> Sequence[Token]:
    """Read whose a force or weapon is: "militants from X", "a helicopter belonging to X"."""
    owned = [part for part in head.rights if part.dep in {"acl", "relcl"} and part.lemma in _OWNED]
    for word in (head, *owned):
        found = _belonging(background, word)
        if found:
            return found
    return ()


def _belonging(background: Background, word: Token) -> Sequence[Token]:
    for preposition, held in prepositions(word):
        if preposition.lower not in _BELONGING:
            continue
        tokens = [part for other in with_conjuncts(held) for part in phrase(other)]
        if background.side_of(tokens) is not Side.UNKNOWN:
            return sorted(tokens, key=lambda token: token.index)
    return ()
