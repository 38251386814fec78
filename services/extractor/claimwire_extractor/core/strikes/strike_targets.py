"""What each strike of an article hit, apart from places."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from claimwire.events import Span
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.damage import damage_in
from claimwire_extractor.core.strikes.fallen_fighters import fallen_fighters
from claimwire_extractor.core.strikes.mention import Mention

_WORDS = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "our", "s"})


@dataclass(frozen=True, slots=True)
class StrikeTargets:
    """What a strike hit, and why it is said to be."""

    spans: tuple[Span, ...]
    reasons: Sequence[Reason]


def strike_targets(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[StrikeTargets]:
    """Take the targets of a strike's mentions and what the sentences around say was damaged.

    Of two wordings of which one says all that the other does ("the depot", "a fuel depot") the fuller one stays.
    """
    found: list[list[Span]] = [[span for mention in group for span in mention.targets] for group in groups]
    reasons: list[list[Reason]] = [[] for _ in groups]
    for sentence in aftermath.sentences:
        if not background.has_words(sentence, background.lexicon.targets.telling):
            continue
        for damage in damage_in(background, sentence, told_here=aftermath.tells(sentence)):
            strike = aftermath.strike_at(damage.cue)
            if strike is not None:
                span = background.reading.span_of(damage.phrase)
                found[strike].append(span)
                reasons[strike].append(Reason.of("targets.damaged", span, damage.cue))
    for group, spans, why in zip(groups, found, reasons, strict=True):
        if not spans:
            spans.extend(fallen_fighters(background, group))
            why.extend(Reason.of("targets.fallen", span) for span in spans)
    names = {word for name in set(background.toponyms.values()) for word in _WORDS.findall(name.key)}
    return [StrikeTargets(_distinct(spans, names), why) for spans, why in zip(found, reasons, strict=True)]


def _distinct(spans: Sequence[Span], names: Collection[str]) -> tuple[Span, ...]:
    """Leave each target once; ``names`` of places tell no two targets apart ("the Orikhiv market", "a market")."""
    if not spans:
        return ()
    kept: dict[frozenset[str], Span] = {}
    for span in sorted(spans, key=lambda span: span.start):
        words = _content(span)
        kept.setdefault(words.difference(names) or words, span)
    by_word: dict[str, list[frozenset[str]]] = {}
    for words in kept:
        for word in words:
            by_word.setdefault(word, []).append(words)
    return tuple(span for words, span in kept.items() if words and not _is_said_more_fully(words, by_word))


def _is_said_more_fully(words: frozenset[str], by_word: Mapping[str, Sequence[frozenset[str]]]) -> bool:
    # The rarest word's list is short however many targets an article names.
    others = min((by_word[word] for word in words), key=len)
    return any(words < other for other in others)


def _content(span: Span) -> frozenset[str]:
    return frozenset(_WORDS.findall(span.text.lower())) - _EMPTY
