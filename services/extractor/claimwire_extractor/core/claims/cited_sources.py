"""Sources that a speaker names for what he says: "reported that ..., citing two officials"."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.speaker_phrase import is_of_speaker
from claimwire_extractor.core.claims.subject import source_range
from claimwire_extractor.core.token import Token

_WORDS = ("citing", "cite", "quoting", "quote", "referring")
"""Letters of which every such verb holds some."""
_CITING = frozenset({"cite", "quote"})
_TELLING = frozenset(
    {ClaimAct.SAY, ClaimAct.CLAIM, ClaimAct.CONFIRM, ClaimAct.ACCUSE, ClaimAct.WARN, ClaimAct.ESTIMATE}
)
_GIVEN = frozenset({"by", "from", "of"})
_CLIMB = 6
_NEAR = 40
"""Words between a cue and the participle that goes on from it at most."""


def with_cited_sources(analysis: Analysis, lowered: str, by_anchor: dict[int, Attribution]) -> dict[int, Attribution]:
    """Let those who are cited say what the citing speaker says, and who is quoted "as saying" something say it.

    A speaker's name is no content: "citing officials" tells nothing by itself, and "referring to the raid" only
    explains what was said. ``by_anchor`` holds attributions by the index of their anchor, ``lowered`` is the
    article's text in lower case.
    """
    if not any(word in lowered for word in _WORDS):
        return by_anchor
    made = dict(by_anchor)
    for verb in analysis.reading.tokens:
        if verb.lemma == "refer":
            if verb.tag == "VBG" and verb.dep == "advcl" and _governing(made, verb) is not None:
                made.pop(verb.index, None)
        elif verb.lemma in _CITING and verb.pos == "VERB" and analysis.quotes.at(verb.start) is None:
            thing = next((child for child in verb.rights if child.dep == "dobj"), None)
            if thing is not None and _names_speaker(analysis, thing):
                _lend(analysis, made, verb, thing)
    return made


def _lend(analysis: Analysis, made: dict[int, Attribution], verb: Token, cited: Token) -> None:
    """Make the cited a source, or leave out a mere name that was taken for content."""
    source = _phrase(analysis, verb, cited)
    saying = _saying(verb, cited)
    if saying is not None:
        if saying.index in made:
            told = made[saying.index]
            why = analysis.reason("source.quoted-as", source)
            made[saying.index] = told._replace(source=source, head=cited, reasons=(why, *told.reasons[1:]))
        return
    own = made.get(verb.index)
    # "Cited the two towns as examples", "cited witnesses who had fled".
    if any(child.lower == "as" for child in verb.rights):
        return
    if own is not None and any(analysis.clauses.has_verb(*part) for part in own.content):
        return
    made.pop(verb.index, None)
    told_by = _governing(made, verb) or (_beside(made, verb, own.source) if own is not None else None)
    if told_by is None or told_by.act not in _TELLING:
        return
    content = _without(analysis, told_by.content, analysis.extents.range_of(verb))
    if not content:
        return
    made[told_by.anchor.index] = told_by._replace(content=content)
    cue = verb.index, verb.index + 1
    made[verb.index] = Attribution(
        source=source,
        head=cited,
        cue=cue,
        anchor=verb,
        lemma=verb.lemma,
        act=told_by.act,
        content=content,
        reasons=(
            analysis.reason("source.cited", source),
            analysis.reason("cue.verb", cue),
            analysis.reason("content.of-citing", *content),
        ),
    )


def _names_speaker(analysis: Analysis, noun: Token) -> bool:
    """Whether it is somebody who speaks, or what a named body wrote; "citing the law" and "Article 5" tell why."""
    if any(child.dep == "nummod" and child.index > noun.index for child in noun.rights):
        return False
    if noun.lemma not in analysis.lexicon.documents:
        return noun.pos == "PROPN" or is_of_speaker(analysis, noun)
    givers = (grand for child in noun.rights if child.lower in _GIVEN for grand in child.rights if grand.dep == "pobj")
    owners = (child for child in noun.lefts if child.dep in ("poss", "compound", "nmod"))
    return any(token.pos == "PROPN" or is_of_speaker(analysis, token) for token in (*givers, *owners))


def _saying(verb: Token, cited: Token) -> Token | None:
    """Find the "saying" of "quoted an officer as saying that ..."."""
    for child in (*verb.rights, *cited.rights):
        if child.lower == "as" and child.index > cited.index:
            return next((grand for grand in child.rights if grand.dep == "pcomp" and grand.tag == "VBG"), None)
    return None


def _phrase(analysis: Analysis, verb: Token, cited: Token) -> Range:
    start, end = source_range(analysis, cited, verb)
    as_ = next((child.index for child in cited.rights if child.lower == "as"), end)
    return analysis.trimmed((start, min(end, as_)))


def _governing(made: dict[int, Attribution], verb: Token) -> Attribution | None:
    """Find the attribution whose cue the verb hangs on."""
    current = verb
    for _ in range(_CLIMB):
        if current.is_root:
            return None
        current = current.head
        if current.index in made:
            return made[current.index]
    return None


def _beside(made: dict[int, Attribution], verb: Token, source: Range) -> Attribution | None:
    """Find another attribution to who cites, in the same sentence."""
    for index in (*range(verb.index - 1, verb.index - _NEAR, -1), *range(verb.index + 1, verb.index + _NEAR)):
        found = made.get(index)
        if found is not None and found.source == source and found.anchor.sentence == verb.sentence:
            return found
    return None


def _without(analysis: Analysis, content: tuple[Range, ...], phrase: Range) -> tuple[Range, ...]:
    """Cut the words of the citing phrase out of a content."""
    made: list[Range] = []
    for start, end in content:
        if end <= phrase[0] or phrase[1] <= start:
            made.append((start, end))
            continue
        sides = (analysis.trimmed(part) for part in ((start, phrase[0]), (phrase[1], end)) if part[0] < part[1])
        made.extend(side for side in sides if any(token.pos != "PUNCT" for token in analysis.tokens(side)))
    return tuple(made)
