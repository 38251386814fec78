"""The trigger words of a sentence that may tell of strikes, joined where they tell of one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from claimwire.events import StrikeKind
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.arguments import Arguments, arguments_of
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate, fits, weapons_among
from claimwire_extractor.core.strikes.kind_of_strike import kind_of_strike
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon
from claimwire_extractor.core.strikes.needs_met import needs_met
from claimwire_extractor.core.strikes.object_behind import move_object
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, Trigger, WeaponClass
from claimwire_extractor.core.strikes.syntax import (
    child,
    is_passive,
    is_seeming_adjective,
    is_singled_out,
    prepositions,
)
from claimwire_extractor.core.strikes.verb_forms import regular_stems
from claimwire_extractor.core.token import Token

_HURTING = frozenset({"kill", "wound", "injure", "maim", "martyr", "die"})
_INDEFINITE = frozenset({"a", "an", "any", "another", "some", "every", "each", "more", "such", "further", "other"})


def find_candidates(background: Background, sentence: Sentence) -> list[Candidate]:
    """Find the candidates of a sentence in the order of the text."""
    listed = background.lexicon.strike_words & background.words[sentence.index]
    read = zip(background.tokens(sentence), background.forms[sentence.index], strict=False)
    tokens = [token for token, forms in read if not listed.isdisjoint(forms.every)]
    found: dict[int, Candidate] = {}
    for token in tokens:
        nominal = token.pos in {"NOUN", "PROPN"} or _is_nominal(background, token)
        if nominal and (noun := _candidate(background, token, "NOUN", frozenset())):
            found[token.index] = noun
    acts = frozenset([index for index, noun in found.items() if noun.strong])
    for token in tokens:
        # "The most bombed city" only describes a city.
        verbal = (token.pos == "VERB" or _is_verbal(token)) and (
            token.dep != "amod" or is_seeming_adjective(background.reading.tokens, token)
        )
        if verbal and token.index not in found and (verb := _candidate(background, token, "VERB", acts)):
            found[token.index] = verb
    return _joined([found[index] for index in sorted(found)]) if len(found) > 1 else list(found.values())


def _candidate(background: Background, token: Token, pos: str, acts: frozenset[int]) -> Candidate | None:
    for trigger in _triggers(background, token, pos):
        arguments = arguments_of(token, trigger.frame)
        _move_forces(background, arguments)
        if trigger.frame is Frame.HITS:
            move_object(background, token, arguments)
        if not fits(background, token, trigger, arguments):
            continue
        weapons = _weapons(background, token, trigger, arguments)
        met = needs_met(background, token, arguments, weapons)
        if acts and any(head.index in acts for head in arguments.all()):
            met.add(Need.ACT)
        if _is_definite(token):
            met.add(Need.ANAPHOR)
        beside = trigger.met_by(met)
        if beside is not None:
            found = Candidate([token], [trigger], arguments, weapons, frozenset(met))
            if not beside:
                found.because("evidence.strike-word", token)
            for need in sorted(beside):
                found.because(f"evidence.beside-{need}", token)
            return found
    return None


def _triggers(background: Background, token: Token, pos: str) -> Sequence[Trigger]:
    listed = background.lexicon.triggers
    known = listed.get((token.lemma, pos))
    if known:
        return known
    forms = regular_stems(token.lower) if pos == "VERB" else (token.lower, token.lower.removesuffix("s"))
    return next((listed[form, pos] for form in forms if (form, pos) in listed), ())


def _is_nominal(background: Background, token: Token) -> bool:
    """Tell a noun that is parsed as a verb: "killed by shelling", "under the cover of airstrikes"."""
    if token.pos == "VERB" and (token.lemma, "NOUN") in background.lexicon.triggers and _is_no_verb(background, token):
        return True
    if token.tag == "VBZ" and _is_of_compound(background, token):
        return True
    if token.tag not in {"VBG", "VBZ"} or any(part.dep in {"dobj", "nsubj"} for part in token.children):
        return False
    # "Killed in the coalition strikes west of X": what only a subordinate clause's verb could be has no subject.
    if token.dep in {"nsubj", "dobj", "pobj", "nsubjpass", "aux"} or (token.tag == "VBZ" and token.dep in _SUBORDINATE):
        return True
    return token.tag == "VBG" and (token.dep == "conj" or (token.dep == "pcomp" and token.head.lower in _BEFORE_GERUND))


_SUBORDINATE = frozenset({"advcl", "ccomp", "acl", "npadvmod", "appos", "dep"})


def _is_of_compound(background: Background, token: Token) -> bool:
    """Tell "the air strikes targeted areas" and "missile raids hit towns", whose verb is the word behind the noun."""
    if not token.index or token.index + 1 >= len(background.reading.tokens):
        return False
    before, behind = (background.reading.tokens[index] for index in (token.index - 1, token.index + 1))
    if before.lower in _OF_AIR and (token.lemma, "NOUN") in background.lexicon.triggers:
        return True
    doing = behind.tag in {"VBD", "VBN"} and not is_passive(behind) and _triggers(background, behind, "VERB")
    return bool(doing) and before.index in background.weapons and (token.lemma, "NOUN") in background.lexicon.triggers


_OF_AIR = frozenset({"air", "aerial"})


def _is_no_verb(background: Background, token: Token) -> bool:
    """Tell "Syrian airstrikes kill ten", where the parser makes a verb of what never is one."""
    return not _triggers(background, token, "VERB")


def _is_verbal(token: Token) -> bool:
    """Tell a headline's verb that is parsed as a noun: "Syria bombs rebel positions"."""
    return token.tag == "NNS" and token.is_root and any(part.dep == "dobj" for part in token.children)


_BEFORE_GERUND = frozenset({"by", "in", "from", "amid", "under", "during", "despite", "of", "to", "with", "after"})


def _move_forces(background: Background, arguments: Arguments) -> None:
    """Read "shelling from government forces" as fired by them, not as fired from there."""
    for head in list(arguments.origins):
        if head.index not in background.toponyms and head.lemma in background.lexicon.force_nouns:
            arguments.origins.remove(head)
            arguments.doers.append(head)


def _weapons(background: Background, token: Token, trigger: Trigger, arguments: Arguments) -> list[NamedWeapon]:
    heads = [*arguments.means, *arguments.doers]
    if trigger.lemma in _HURTING:
        # "killed in a car bomb in the square"
        heads += [head for head in arguments.located if head.index in background.weapons and head.head.lower == "in"]
    # "killed in the hamlet from another shell", "an attack from drones"
    heads += [head for head in arguments.origins if head.index in background.weapons]
    if trigger.frame is Frame.HITS and background.has_beside(token, _WITH):
        heads.extend(_hung_on_target(background, arguments))
    if trigger.frame is Frame.LANDS or trigger.lemma in _RUNNING_INTO:
        # "a bus drove over a landmine", "they exploded two bombs"
        own = child(token, "dobj") if trigger.frame is Frame.LANDS else None
        heads += [head for head in arguments.hit if head is own or _is_laid(background, head)]
    found = weapons_among(background, heads)
    if trigger.frame is Frame.ACT and token.index in background.weapons:
        found.insert(0, background.weapons[token.index])
    return found


_WITH = frozenset({"with"})
_STORES = frozenset({"depot", "warehouse", "store", "storage", "arsenal", "cache", "base", "silo", "stockpile", "truck", "vehicle", "convoy", "bunker", "plane", "aircraft", "ship", "drone", "launcher"})  # fmt: skip
"""What may hold the weapons named behind its "with"."""


def _hung_on_target(background: Background, arguments: Arguments) -> Iterator[Token]:
    """Read "targeted the houses in the town with shells", where the parser hangs the weapon on the town."""
    tops = [head for head in (*arguments.hit, *arguments.located) if head.lemma not in _STORES]
    of = (held for head in tops for preposition, held in prepositions(head) if preposition.lower == "of")
    for top in (*tops, *of):
        for preposition, held in prepositions(top):
            if preposition.lower == "with" and held.index in background.weapons:
                yield held


_RUNNING_INTO = frozenset({"hit", "strike"})
_LAID = frozenset({"mine", "landmine", "ied", "improvised", "booby"})


def _is_laid(background: Background, head: Token) -> bool:
    """Tell a mine, which goes off when it is hit, from weapons that are hit by others."""
    named = background.weapons.get(head.index)
    return named is not None and named.weapon.kind is StrikeKind.BOMB and not _LAID.isdisjoint(named.weapon.words)


def _is_definite(noun: Token) -> bool:
    return not any(part.lower in _INDEFINITE for part in noun.children if part.dep in {"det", "amod"})


def _joined(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Bring triggers together of which one is an argument of the other, or which share a weapon."""
    groups: list[Candidate] = []
    for candidate in candidates:
        if is_singled_out(candidate.tokens[0]) and (candidate.arguments.hit or candidate.arguments.located):
            _leave_out(groups, candidate.tokens[0])
        group = next((known for known in groups if _same(known, candidate) and not _differ(known, candidate)), None)
        if group is None:
            groups.append(candidate)
        else:
            _join(group, candidate)
    return groups


def _leave_out(groups: Iterable[Candidate], one: Token) -> None:
    """Take "raids on the north, including four raids on X" for two: where the four hit is not where all did."""
    for group in groups:
        for heads in (group.arguments.hit, group.arguments.located):
            if one in heads:
                heads.remove(one)


def _same(first: Candidate, second: Candidate) -> bool:
    if (
        _takes(first, second)
        or _takes(second, first)
        or _share_object(first, second)
        or _told_in_one_breath(first, second)
        or _tells_how(first, second)
    ):
        return True
    shared = set(first.weapons) & set(second.weapons)
    return any(named.weapon.sort not in {WeaponClass.CARRIER, WeaponClass.ARM} for named in shared)


def _tells_how(first: Candidate, second: Candidate) -> bool:
    """Read "carried out raids on X, destroying two bridges" and "gassed X by firing rockets at it" as one.

    What has a subject or a conjunction of its own, or is done "also", is told by itself.
    """
    leading = second.tokens[0]
    by = leading.dep == "pcomp" and leading.head.lower == "by"
    if not by and (leading.tag != "VBG" or leading.dep != "advcl"):
        return False
    if any(part.dep in _OF_ITS_OWN or part.lower == "also" for part in leading.lefts):
        return False
    # "accused them of gassing the suburb by firing": the parser hangs "by" on the accusing.
    done = leading.head.head if by else leading.head
    return any(done in (token, *islice(token.ancestors(), _HEIGHT)) for token in first.tokens)


_OF_ITS_OWN = frozenset({"nsubj", "nsubjpass", "mark", "prep"})
_HEIGHT = 4
"""Words between "carried out" and the strike in "carried out a string of raids"."""


def _share_object(first: Candidate, second: Candidate) -> bool:
    """Read "shelled and bombed the town" as one."""
    leading = second.tokens[0]
    shares = leading.dep == "conj" and leading.pos == "VERB" and leading.head in first.tokens
    return shares and not child(leading.head, "dobj")


def _differ(first: Candidate, second: Candidate) -> bool:
    """Tell strike words of different kinds apart that hit different things: "shelling of X and airstrikes on Y"."""
    acts = [known for known in (first, second) if Frame.ACT in _frames(known)]
    kinds = {kind_of_strike(known)[0] for known in acts} - {StrikeKind.UNSPECIFIED}
    return len(kinds) > 1 and second.tokens[0].head in first.tokens and _hits_other(first, second)


def _hits_other(first: Candidate, second: Candidate) -> bool:
    known = {*first.arguments.hit, *first.arguments.located}
    return not known.issuperset((*second.arguments.hit, *second.arguments.located))


_NEXT_BUT_ONE = 2


def _told_in_one_breath(first: Candidate, second: Candidate) -> bool:
    """Read "airstrikes and artillery fire hit the area" as one."""
    leading = second.tokens[0]
    acts = Frame.ACT in _frames(first) and Frame.ACT in _frames(second)
    if not acts or leading.dep != "conj":
        return False
    if leading.head in first.tokens:
        return not _hits_other(first, second)
    # "brought air raids and shelling to X": the parser makes a verb of the second.
    return leading.index - first.tokens[-1].index == _NEXT_BUT_ONE


def _frames(candidate: Candidate) -> set[Frame]:
    return {trigger.frame for trigger in candidate.triggers}


def _takes(taker: Candidate, taken: Candidate) -> bool:
    arguments = taker.arguments
    heads = {head.index for head in arguments.all()}
    # "a bomb dropped by a helicopter which hit the gate": what describes a part in the strike is of it.
    leading = taken.tokens[0]
    describing = leading.dep in {"relcl", "acl"} and leading.head.index in heads and not _fires(taker, taken)
    return describing or any(token.index in heads for token in taken.tokens)


def _fires(taker: Candidate, taken: Candidate) -> bool:
    """Tell "hit a base that fires rockets at X", where what was hit does something of its own."""
    leading = taken.tokens[0]
    does = (Frame.FIRES in _frames(taken) or leading.lemma in _FIRING_ON) and not is_passive(leading)
    return does and any(head is leading.head for head in taker.arguments.hit)


_FIRING_ON = frozenset({"shell", "bomb", "bombard", "strafe"})
"""What only who fires does; "a strike on a market that killed ten" is one strike, wherever the parser hangs it."""


def _join(group: Candidate, candidate: Candidate) -> None:
    group.tokens.extend(candidate.tokens)
    group.triggers.extend(candidate.triggers)
    group.weapons.extend(named for named in candidate.weapons if named not in group.weapons)
    group.met |= candidate.met
    group.reasons.extend(candidate.reasons)
    for part in ("doers", "hit", "located", "origins", "means"):
        ours: list[Token] = getattr(group.arguments, part)
        ours.extend(head for head in getattr(candidate.arguments, part) if head not in ours)
