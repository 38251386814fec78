"""Who fired what at what, from where: the arguments of one trigger."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimwire_extractor.core.strikes.blamed_for import blamed_for
from claimwire_extractor.core.strikes.owning_up import OWNED_UP, OWNING_UP, owning_up
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.syntax import (
    WIELDING,
    accused_of,
    antecedent,
    child,
    is_passive,
    prepositions,
    seeming_subject,
    subject,
    with_conjuncts,
)
from claimwire_extractor.core.token import Token

_AT = frozenset({"on", "at", "against", "into", "onto", "toward", "towards", "upon", "through", "over", "to"})
_TOWARD = frozenset({"at", "on", "against", "toward", "towards"})
_OUT = {"of": frozenset({"out"}), "across": frozenset({"from"})}
"""Words by which another preposition tells where fire comes from: "out of X", "from across the river"."""
_LANDS = frozenset({"territory", "soil", "region", "province", "oblast", "peninsula", "airspace", "coast", "side"})
_IN = frozenset({"in", "near", "inside", "outside", "across", "around", "throughout", "along", "within", "between", "off", "at", "over", "beyond", "including", "on", "above", "by", "during", "amid"})  # fmt: skip
_LIGHT = frozenset({"launch", "carry", "conduct", "unleash", "open", "mount", "stage", "perform", "wage", "rain", "resume", "continue", "intensify", "step", "escalate", "commit", "execute", "deliver", "order", "begin", "start", "make", "inflict", "use", "pursue", "maintain", "sustain", "expand", "extend", "renew", "repeat", "orchestrate", "lead", "wag", "stag"})  # fmt: skip
"""Verbs that say no more than that a strike was made; the model takes "waging" and "staging" for forms of the last two."""
_BEARING = frozenset({"kill", "hit", "wound", "injure", "destroy", "damage", "strike", "target", "leave", "cause", "rock", "pound", "claim", "shake", "die", "devastate", "come", "batter", "happen", "occur", "take", "follow", "reduce", "continue", "raze", "trigger", "spark", "demolish", "collapse", "burn", "suffer", "experience", "endure", "face", "report", "record"})  # fmt: skip

_GOVERNED = frozenset({"pobj", "pcomp"})
_TELLING = frozenset({"report", "record", "register", "document", "confirm", "announce"})
"""Verbs whose passive subject may be a strike: "attacks were reported on X"."""
_FIGHTING = frozenset({"kill", "hit", "destroy", "target", "strike", "damage", "deal", "wound", "injure", "attack", "pound", "eliminate", "bomb", "shell", "inflict", "respond", "retaliate", "support", "bring", "terrorise", "terrorize", "punish", "weaken", "degrade", "cripple", "disrupt", "escalate", "intensify", "press", "answer", "hammer", "batter", "harass", "battle", "fight", "combat"})  # fmt: skip
"""Verbs whose subject fires: "the army killed six in airstrikes"."""
_HARMING = frozenset({"kill", "wound", "injure", "eliminate", "destroy", "damage", "hit", "target", "strike", "attack", "pound", "battle", "fight", "combat"})  # fmt: skip
"""Those of them whose object is hit: "killed six fighters in airstrikes"."""
_DEALING = frozenset({"deal", "deliver"})
_SUFFERING = frozenset({"suffer", "sustain", "experience", "endure", "face"})
_OCCURRING = frozenset({"happen", "occur"})
_AIMING = frozenset({"target", "hit", "strike", "pound"})
_STRIKING = _AIMING | {
    "shell",
    "bomb",
    "bombard",
    "attack",
    "raid",
    "strafe",
    "destroy",
    "damage",
    "hammer",
    "batter",
    "rock",
    "shake",
}
_BLAMING = frozenset({"accuse", "blame", "suspect"})
_CAMPAIGNS = frozenset({"campaign", "crusade", "mission", "spree", "rampage", "run", "operation", "war", "drive", "effort", "tactic", "blitz", "frenzy"})  # fmt: skip
_INTENDED = frozenset({"aim", "direct", "intend", "mean"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_SEEMING = frozenset({"appear", "seem", "believe", "think", "suspect", "presume", "assume", "say", "report", "allege", "understand", "know", "find"})  # fmt: skip


@dataclass(slots=True)
class Arguments:
    """Head words of the phrases that play a part; all may be empty."""

    doers: list[Token] = field(default_factory=list)
    """Subjects, by-phrases, possessives and adjectives: people, sides or weapons."""
    hit: list[Token] = field(default_factory=list)
    """What was hit."""
    located: list[Token] = field(default_factory=list)
    """Where it happened."""
    origins: list[Token] = field(default_factory=list)
    """Where it came from."""
    means: list[Token] = field(default_factory=list)
    """What it was done with."""

    def all(self) -> list[Token]:
        """Every head word."""
        return [*self.doers, *self.hit, *self.located, *self.origins, *self.means]

    def from_the_air(self) -> bool:
        """Tell whether it is said to come "from the air", which is no place."""
        return bool(self.origins) and any(head.lower == "air" for head in self.origins)


def arguments_of(trigger: Token, frame: Frame) -> Arguments:
    """Read the arguments of a trigger by its frame."""
    if frame is Frame.ACT:
        return _of_noun(trigger)
    found = Arguments()
    _read_verb(trigger, frame, found)
    return found


def _read_verb(verb: Token, frame: Frame, found: Arguments) -> None:
    doer, held = _core_of(verb, frame)
    if frame is Frame.FIRES:
        found.means.extend(with_conjuncts(held) if held else ())
    elif held or (held := _taken_for_subject(verb)):
        found.hit.extend(with_conjuncts(held))
        # "hit Okhtyrka a town in the north" lost its comma, and the town seems to be what it got.
        found.hit += [other for other in verb.rights if other.dep == "dative" and other.pos == "PROPN"]
        # "hit three shops a school and a mill": so did the list, which seems to be two objects.
        others = [other for other in verb.rights if other.dep == "dobj" and other is not held]
        found.hit += [head for other in others for head in with_conjuncts(other)]
    _read_doer(verb, doer, found)
    if held is None and verb.tag == "VBG":
        beside = _just_before(verb)
        found.doers.extend(beside)
        found.means.extend(beside)
    if verb.head.lemma in WIELDING and verb.dep in {"xcomp", "advcl"}:
        _read_wielding(verb.head, found)
    _read_prepositions(verb, found, hits=frame is not Frame.HITS)
    if verb.dep == "advcl" and verb.tag == "VBG" and not found.located:
        # "bore down on X, targeting bridges": the main clause says where.
        _read_prepositions(verb.head, found, hits=False)
    if frame is Frame.HITS and held:
        # "attacked three towns using drones": the parser often hangs "using drones" on the towns.
        _read_using(held, found)
    if frame is Frame.FIRES and held:
        for fired in _fired(held):
            # "fired rockets at X": the parser often hangs "at X" on the rockets.
            _read_prepositions(fired, found, hits=True)
            found.hit.extend(_aimed_by_load(fired))


def _fired(held: Token) -> list[Token]:
    """List what may govern the aim: "a barrage of rockets at X", "rockets and mortar rounds at X"."""
    heads = with_conjuncts(held)
    return heads + [of for head in heads for preposition, of in prepositions(head) if preposition.lower == "of"]


def _aimed_by_load(fired: Token) -> Iterator[Token]:
    """Read "bombs filled with gas on X" and "bombs containing gas on X": the parser hangs "on X" on the load."""
    for verb in fired.rights:
        if verb.dep != "acl":
            continue
        loads = [held for _, held in prepositions(verb)] + ([held] if (held := child(verb, "dobj")) else [])
        for word in (verb, *loads):
            yield from (head for at, aim in prepositions(word) if at.lower in _TOWARD for head in with_conjuncts(aim))


def _core_of(verb: Token, frame: Frame) -> tuple[Token | None, Token | None]:
    """Find who does it and what it is done to."""
    if verb.dep == "amod":
        # "Rebels near X fired shells": the parser makes the verb describe its object.
        return seeming_subject(verb), verb.head
    doer = subject(verb)
    if frame is not Frame.LANDS and is_passive(verb):
        return None, doer
    return doer, child(verb, "dobj", "attr")


def _read_doer(verb: Token, doer: Token | None, found: Arguments) -> None:
    if doer:
        found.doers.extend(with_conjuncts(doer))
        # "six of the raids hit X": the raids did.
        counted = child(doer, "prep") if doer.pos in {"NUM", "ADJ", "PRON", "DET"} else None
        held_by = child(counted, "pobj") if counted and counted.lower == "of" else None
        found.doers.extend(with_conjuncts(held_by) if held_by else ())
        # "Two hurt due to bombs dropped on X": the victims and the bombs both seem to drop.
        found.doers += [other for other in verb.lefts if other.dep == "nsubj" and other is not doer]


def _taken_for_subject(verb: Token) -> Token | None:
    """Find the object that the parser takes for the subject of a participle: "targeted the market killing two"."""
    if verb.lemma not in _STRIKING or is_passive(verb) or verb.tag == "VBG":
        return None
    behind = (part for part in verb.rights if part.dep in {"advcl", "ccomp"} and part.tag == "VBG")
    found = next((child(part, "nsubj") for part in behind), None)
    return found if found and found.index > verb.index else None


def _read_wielding(verb: Token, found: Arguments) -> None:
    """Read "X used rockets to hit Y" and "rockets were used by X to hit Y"."""
    wielded = child(verb, "dobj") or child(verb, "nsubjpass")
    if wielded:
        found.means.extend(with_conjuncts(wielded))
    by = next((held for preposition, held in prepositions(verb) if preposition.dep == "agent"), None)
    if by:
        found.doers[:0] = with_conjuncts(by)


def _just_before(gerund: Token) -> list[Token]:
    """Take the words before a noun that was parsed as a verb: "injured in Syrian mortar shelling"."""
    beside = next((word for word in gerund.head.subtree() if word.index == gerund.index - 1), None)
    if beside is None or beside.pos not in {"NOUN", "PROPN", "ADJ"}:
        return []
    return [beside, *(part for part in beside.lefts if part.dep in {"amod", "compound", "poss"})]


def _read_prepositions(word: Token, found: Arguments, *, hits: bool) -> None:
    for preposition, held in prepositions(word):
        heads, name = with_conjuncts(held), preposition.lower
        agent = name == "by" and (word.pos == "NOUN" or word.tag == "VBG" or (word.tag == "VBN" and held.tag == "NNS"))
        if preposition.dep == "agent" or agent:
            found.doers.extend(heads)
            # "launched by X on Y": the parser often hangs "on Y" on X.
            behind = (pair for head in heads for pair in prepositions(head) if pair[0].lower in {"on", "against", "at"})
            found.hit.extend(held for _, held in behind)
        elif name in {"with", "using", "via"}:
            found.means.extend(heads)
            # "attacks with rockets on Y": the parser hangs "on Y" on the rockets.
            behind = (pair for head in heads for pair in prepositions(head) if hits and pair[0].lower in _TOWARD)
            found.hit.extend(aim for _, at in behind for aim in with_conjuncts(at))
        elif name == "from" or preposition.head.lower in _OUT.get(name, ()):
            found.origins.extend(heads)
            # "fired from X at Y": the parser often hangs "at Y" on X.
            named = (
                pair for head in heads if head.pos == "PROPN" or head.lemma in _LANDS for pair in prepositions(head)
            )
            found.hit.extend(held for preposition, held in named if preposition.lower in _TOWARD)
        elif name in _AT and hits:
            found.hit.extend(heads)
        elif name in _IN or name in _AT:
            found.located.extend(heads)
    _read_using(word, found)


def _read_using(word: Token, found: Arguments) -> None:
    for using in word.children:
        if using.lower == "using" and using.dep in {"advcl", "xcomp", "acl", "prep"}:
            held = child(using, "dobj", "pobj")
            found.means.extend(with_conjuncts(held) if held else ())
            return


def _of_noun(noun: Token) -> Arguments:
    found = Arguments()
    _read_before(noun, found)
    beside = prepositions(noun)
    for preposition, held in beside:
        if preposition.lower == "of":
            found.hit.extend(with_conjuncts(held))
            found.means.extend(with_conjuncts(held))
    _read_prepositions(noun, found, hits=True)
    # "bombardment by the army targeting X": the parser hangs the participle on the nearest noun.
    for word in (noun, *[held for _, held in beside]):
        for verb in word.rights:
            participle = verb.dep in {"acl", "relcl"} and verb.pos == "VERB"
            if participle and (word is noun or verb.lemma in _AIMING):
                _read_participle(verb, found)
    if noun.tag == "VBZ" or (noun.tag == "VBG" and child(noun, "aux")):
        # "The air strikes targeted areas", "killed in coalition strikes": the parser makes the noun the verb.
        seeming = child(noun, "dobj")
        found.hit.extend(with_conjuncts(seeming) if seeming else ())
        found.doers.extend(() if noun.lefts else _just_before(noun))
    _read_around(noun, found)
    if noun.dep == "compound" and noun.head.lemma in _CAMPAIGNS:
        _read_campaign(noun.head, found)
    if noun.dep == "pobj":
        accused = accused_of(noun)
        found.doers.extend(with_conjuncts(accused) if accused else ())
    if blamed := list(blamed_for(noun)):
        # "The raid on X was blamed on Y": Y seems to be hit, too.
        found.doers.extend(blamed)
        found.hit = [head for head in found.hit if head not in blamed]
        found.located = [head for head in found.located if head not in blamed]
    return found


def _read_before(noun: Token, found: Arguments) -> None:
    for other in noun.lefts:
        if other.dep in {"amod", "compound", "poss", "nmod", "nummod"}:
            found.doers.append(other)
            found.means.append(other)
            found.means += [part for part in other.children if part.dep in {"conj", "compound", "amod"}]
            found.doers += [part for part in other.children if part.dep in {"compound", "amod", "poss"}]
        elif other.dep == "nsubj" and other.index == noun.index - 1:
            # "The armys strikes in X killed two" lost its apostrophe, and the strikes seem to be what it does.
            found.doers.append(other)


def _read_campaign(campaign: Token, found: Arguments) -> None:
    """Read "its bombing campaign against X": what belongs to the strikes hangs on the campaign."""
    found.doers.extend(part for part in campaign.lefts if part.dep in {"amod", "poss", "nmod"})
    _read_prepositions(campaign, found, hits=True)
    _read_around(campaign, found)


def _read_participle(verb: Token, found: Arguments) -> None:
    """Read "strikes carried out by X" and "strikes targeting Y"."""
    held = child(verb, "dobj")
    if verb.dep == "relcl" and verb.lemma in _LIGHT and not is_passive(verb):
        # "the bombardment the army is carrying out"
        who = child(verb, "nsubj")
        found.doers.extend(with_conjuncts(who) if who and who.tag not in _RELATIVE else ())
    if verb.lemma in OWNING_UP and held is None:
        found.doers.extend(who for by, agent in prepositions(verb) if by.lower == "by" for who in with_conjuncts(agent))
    if held and verb.lemma in _BEARING:
        found.hit.extend(with_conjuncts(held))
    if held is None and verb.lemma in _LIGHT:
        _read_prepositions(verb, found, hits=True)
    if verb.lemma in _OCCURRING or (verb.lemma == "take" and held and held.lower == "place"):
        # "attacks that took place in X"
        _read_prepositions(verb, found, hits=False)
    if held is None and verb.lemma in _INTENDED:
        for preposition, meant in prepositions(verb):
            if preposition.lower in {"at", "for", "against"}:
                found.hit.extend(with_conjuncts(meant))


def _read_around(noun: Token, found: Arguments) -> None:
    """Add what the verb around a noun says: "carried out strikes on X", "died in shelling in Y"."""
    first = noun
    while first.dep == "conj" and not first.is_root and first.head.pos in {"NOUN", "PROPN"}:
        first = first.head
    above = first.head
    # "Rebel shelling killed two": the parser makes the rebels kill, and the shelling an auxiliary.
    found.doers.extend(part for part in above.lefts if first.dep == "aux" and part.index == first.index - 1)
    if first.dep in {"nsubj", "nsubjpass", "aux"} and above.pos in {"VERB", "AUX"}:
        found.doers.extend(_held_to_have_fired(above))
        _read_prepositions(above, found, hits=first.dep == "nsubjpass" and above.lemma in _LIGHT | _TELLING)
        held = child(above, "dobj")
        if held and above.lemma in _BEARING - {"leave", "cause", "claim", "take"}:
            found.hit.extend(with_conjuncts(held))
    elif first.dep == "dobj" and above.pos == "VERB":
        doer = subject(above)
        if doer and above.lemma in _LIGHT and not is_passive(above):
            found.doers.extend(with_conjuncts(doer))
        elif above.lemma == "claim":
            found.doers.extend(owning_up(above))
        elif doer and above.lemma in _SUFFERING:
            found.hit.extend(with_conjuncts(doer))
        _read_prepositions(above, found, hits=above.lemma in _LIGHT)
        if not is_passive(above):
            # "reported raids by X": the parser hangs "by X" on the verb.
            behind = (pair for pair in prepositions(above) if pair[0].lower == "by" and pair[0].index > noun.index)
            found.doers.extend(who for _, agent in behind for who in with_conjuncts(agent))
    elif first.dep in _GOVERNED:
        _read_above(first.head, found)


def _held_to_have_fired(verb: Token) -> Iterator[Token]:
    """Read "the raid appeared to have been carried out by X" and "is believed to be the work of X"."""
    held = child(verb, "xcomp") if verb.lemma in _SEEMING else None
    for preposition, who in prepositions(held) if held else ():
        if preposition.dep == "agent" or preposition.lower == "by":
            yield from with_conjuncts(who)


def _read_above(preposition: Token, found: Arguments) -> None:
    """Read what a strike word's preposition hangs on: "rounds of shelling", "accused of a strike", "hit by strikes"."""
    above = preposition.head
    of = preposition.lower == "of"
    if of and above.pos != "VERB" and above.head.lemma in _BLAMING:
        found.doers.extend(with_conjuncts(above))
    elif preposition.lower == "for" and above.lemma in OWNED_UP:
        found.doers.extend(owning_up(above.head))
    elif of and above.lemma == "target" and above.dep == "attr":
        # "X was the target of a raid"
        aim = child(above.head, "nsubj")
        found.hit.extend(with_conjuncts(aim) if aim else ())
    elif of and above.pos == "NOUN":
        # "launched rounds of shelling on Y": what belongs to the strike hangs on the measure.
        _read_prepositions(above, found, hits=True)
        if above.dep in {"dobj", "nsubj", "nsubjpass"} and above.head.pos == "VERB":
            _read_around(above, found)
    elif above.dep == "dobj" and above.head.lemma in _FIGHTING:
        # "killed six people in airstrikes": the parser hangs the strikes on the people.
        _read_governing(preposition, above.head, found)
    elif above.pos in {"VERB", "AUX"}:
        _read_governing(preposition, above, found)


def _read_governing(preposition: Token, verb: Token, found: Arguments) -> None:
    """Read "hit by strikes", "killed in shelling", "come under fire", "accused of a strike"."""
    done_to = antecedent(own, verb) if (own := child(verb, "nsubjpass", "nsubj")) else None
    if verb.lemma in _BLAMING:
        accused = subject(verb) if is_passive(verb) else child(verb, "dobj")
        found.doers.extend(with_conjuncts(accused) if accused else ())
    elif preposition.lower == "under" or (preposition.lower in {"by", "in", "from"} and is_passive(verb)):
        found.hit.extend(with_conjuncts(done_to) if done_to else ())
    elif (
        done_to
        and not is_passive(verb)
        and verb.lemma in _FIGHTING
        and preposition.lower in {"in", "with", "by", "during", "through"}
    ):
        found.doers.extend(with_conjuncts(done_to))
        if verb.lemma in _HARMING and (harmed := child(verb, "dobj")):
            found.hit.extend(with_conjuncts(harmed))
        # "dealt a blow to X in airstrikes"
        found.hit.extend(held for to, held in prepositions(verb) if to.lower == "to" and verb.lemma in _DEALING)
    elif done_to and verb.lemma in _SUFFERING and preposition.lower in {"in", "by", "from", "during"}:
        found.hit.extend(with_conjuncts(done_to))
    _read_prepositions(verb, found, hits=False)
