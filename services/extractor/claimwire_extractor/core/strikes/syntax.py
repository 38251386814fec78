"""Walks over the parse that the strike rules share; none is longer than its sentence."""

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter

from claimwire_extractor.core.token import Token

_INDEX = attrgetter("index")
_FURTHEST = 12
_PARTS_OF_NAMES = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "punct", "case"}
)
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_CHAINED = frozenset({"prep", "conj"})
_ADPOSITIONS = frozenset({"ADP", "SCONJ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
WIELDING = frozenset({"use", "deploy", "employ"})
"""Verbs whose object is what another verb is done with: "used rockets to strike Y"."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BLAMING = frozenset({"accuse", "blame", "suspect"})
ARE = frozenset({"is", "are", "'s", "’s", "'re", "’re"})


def child(token: Token, *deps: str) -> Token | None:
    """Find the first dependent with one of these labels."""
    # A loop: this is asked some thousand times an article, and next() of a generator takes twice the time.
    for other in token.children:
        if other.dep in deps:
            return other
    return None


def head_of(tokens: Sequence[Token]) -> Token | None:
    """Find the first of words that stand side by side that hangs on none of the others."""
    for token in tokens:
        if token.is_root or not tokens[0].index <= token.head.index <= tokens[-1].index:
            return token
    return None


def with_conjuncts(token: Token) -> list[Token]:
    """List a word and what is coordinated with it ("X, Y and Z")."""
    found = [token]
    for known in found:
        if len(found) > _FURTHEST * 2:
            break
        if known.children:
            found += [other for other in known.children if other.dep == "conj" and _like(known, other)]
    return found


def _like(first: Token, second: Token) -> bool:
    return first.pos == second.pos or (first.pos in _NOMINAL and second.pos in _NOMINAL)


def phrase(token: Token) -> list[Token]:
    """Cut the noun phrase of a word: what stands before it, itself, and its "of" phrase."""
    tokens = [token]
    if not token.children and token.dep != "punct":
        return tokens
    for other in token.lefts:
        if other.dep in _PARTS_OF_NAMES:
            tokens.extend(other.subtree())
    for of in token.rights:
        held = child(of, "pobj") if of.dep == "prep" and of.lower == "of" else None
        if held:
            tokens.extend((of, held))
            for part in held.lefts:
                if part.dep in _PARTS_OF_NAMES:
                    tokens.extend(part.subtree())
    tokens.sort(key=_INDEX)
    while tokens and tokens[0].dep == "punct" and tokens[0].text not in "“\"‘'":
        tokens.pop(0)
    return tokens


def is_passive(verb: Token) -> bool:
    """Tell whether a verb's subject is what the verb is done to."""
    if child(verb, "auxpass", "nsubjpass"):
        return True
    return (
        verb.tag == "VBN"
        and not child(verb, "aux", "dobj")
        and (verb.dep in {"acl", "advcl", "relcl"} or child(verb, "agent") is not None)
    )


def is_seeming_adjective(words: Sequence[Token], participle: Token) -> bool:
    """Tell "rebels near X fired shells", where the parser makes a verb describe its object, from "the fired shells".

    Right behind a noun no participle describes the next one. ``words`` are those of the text.
    """
    if participle.dep != "amod" or participle.tag not in {"VBD", "VBN"} or not participle.index:
        return False
    before = words[participle.index - 1]
    behind_noun = before.pos in {"NOUN", "PROPN"} or before.text == ")" or child(participle, "nsubj") is not None
    return behind_noun and before.sentence == participle.sentence and participle.head.index > participle.index


def seeming_subject(participle: Token) -> Token | None:
    """Find who does what the parser makes an adjective: what its noun hangs on, before it."""
    own = child(participle, "nsubj")
    above = islice(participle.head.ancestors(), _FURTHEST)
    return own or next((word for word in above if word.index < participle.index and word.pos in _NOMINAL), None)


def subject(verb: Token) -> Token | None:
    """Find who or what a verb is said of, also across coordination, infinitives and participles."""
    current = verb
    for _ in range(_FURTHEST):
        own = child(current, *_SUBJECTS)
        if own:
            return antecedent(own, current)
        if current.dep in {"acl", "relcl"}:
            return current.head
        if current.dep == "pcomp" and not current.head.is_root:
            return _accused(current.head.head)
        if current.dep not in {"conj", "xcomp", "acomp", "advcl", "ccomp", "dep"} or current.is_root:
            return None
        means = current.head.lemma in WIELDING
        if (
            current.dep == "xcomp"
            and not means
            and (held := child(current.head, "dobj"))
            and held.index < current.index
        ):
            return held
        current = current.head
    return None


def accused_of(token: Token) -> Token | None:
    """Find whom a clause accuses of something in which the word stands: "accused B of wounding ten in an attack"."""
    below = token
    for above in islice(token.ancestors(), _FURTHEST):
        if below.dep == "prep" and below.lower in {"of", "for"} and (found := _accused(above)):
            return found
        if below.dep in {"relcl", "advcl", "ccomp"}:
            return None
        below = above
    return None


def _accused(governor: Token) -> Token | None:
    """Read "A accused B of shelling" and "B was accused of shelling" as B."""
    if governor.lemma in _BLAMING:
        return child(governor, "dobj") or child(governor, *_SUBJECTS)
    if governor.head.lemma in _BLAMING and governor.dep == "dobj":
        # The parser hangs "of shelling" on B.
        return governor
    if governor.pos == "ADJ" and governor.head.pos in {"VERB", "AUX"}:
        # "The launchers were effective in wiping out depots."
        return subject(governor.head)
    return subject(governor) if governor.pos in {"VERB", "AUX"} else None


def antecedent(own: Token, verb: Token) -> Token:
    """Find what a relative pronoun stands for; any other subject stands for itself."""
    return verb.head if own.lower in {"which", "that", "who"} and verb.dep in {"relcl", "acl"} else own


def is_singled_out(token: Token) -> bool:
    """Tell "hundreds of raids on the north, including four raids on X", which names one of many."""
    return token.dep == "pobj" and token.head.lower == "including"


def prepositions(token: Token) -> list[tuple[Token, Token]]:
    """List the prepositional phrases of a word as (preposition, object), chained ones included."""
    found: list[tuple[Token, Token]] = []
    if not token.children:
        return found
    queue = [other for other in token.children if other.dep in _PREPOSITIONS]
    for preposition in queue:
        if preposition.lower == "according":
            # What stands behind its "to" is who said so.
            continue
        held = child(preposition, "pobj") or _gerund(preposition)
        if held:
            found.append((preposition, held))
        queue += [other for other in preposition.children if other.dep in _CHAINED and other.pos in _ADPOSITIONS]
    return found


def _gerund(preposition: Token) -> Token | None:
    """Read "by shelling", which is parsed as a verb, as a noun; of "in Orikhiv killing two" the noun before the verb."""
    verb = child(preposition, "pcomp")
    if verb is None or verb.tag != "VBG":
        return None
    return child(verb, "nsubj") or (None if verb.rights else verb)


def ancestors(token: Token) -> Iterable[tuple[Token, Token]]:
    """Walk up as (governor, the word below it)."""
    below = token
    for above in token.ancestors():
        yield above, below
        below = above


def clause_of(token: Token, reporting: frozenset[str]) -> list[Token]:
    """Cut the clause a word stands in, without a reporting verb around it."""
    top = token
    for above in token.ancestors():
        if _is_clause(top) and top.pos in {"VERB", "AUX"}:
            break
        if above.lemma in reporting and above.pos == "VERB":
            break
        top = above
    tokens = top.subtree()
    for speech in top.children:
        if speech.dep in {"ccomp", "parataxis"} and speech.lemma in reporting:
            dropped = set(speech.subtree())
            tokens = [other for other in tokens if other not in dropped]
            break
    while tokens and tokens[0].dep in {"punct", "mark", "cc"}:
        tokens.pop(0)
    while tokens and tokens[-1].dep == "punct":
        tokens.pop()
    return tokens or [token]


def _is_clause(token: Token) -> bool:
    return token.is_root or token.dep in {"ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "xcomp", "pcomp"}
