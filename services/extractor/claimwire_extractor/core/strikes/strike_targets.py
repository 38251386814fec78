"""What each strike of an article hit, apart from places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import Span
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.damage import damage_in
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
    for sentence in aftermath.sentences():
        for damage in damage_in(background, sentence, told_here=aftermath.tells(sentence)):
            strike = aftermath.strike_at(damage.cue)
            if strike is not None:
                span = background.reading.span_of(damage.phrase)
                found[strike].append(span)
                reasons[strike].append(Reason.of("targets.damaged", span, damage.cue))
    return [StrikeTargets(_distinct(spans), why) for spans, why in zip(found, reasons, strict=True)]


def _distinct(spans: Sequence[Span]) -> tuple[Span, ...]:
    known = {span: _content(span) for span in sorted(spans, key=lambda span: span.start)}
    kept: dict[frozenset[str], Span] = {}
    for span, words in known.items():
        if words and not any(words < other for other in known.values()):
            kept.setdefault(words, span)
    return tuple(kept.values())


def _content(span: Span) -> frozenset[str]:
    return frozenset(_WORDS.findall(span.text.lower())) - _EMPTY
