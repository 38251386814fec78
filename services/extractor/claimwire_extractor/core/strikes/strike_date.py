"""When a strike happened."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from claimwire.events import DatePrecision, Occurred
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.date_tie import Tie
from claimwire_extractor.core.strikes.lead_date import LeadDate
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.mention_date import MentionDate, goes_on, told_dates, vagueness

_EXACT = frozenset({DatePrecision.DAY, DatePrecision.DAYS})
"""What is tied loosely has to be exact, or it is the background of something else."""
_STORY = 40
"""First sentences in which the days of a story are looked for."""
_DAY = timedelta(days=1)
_RULES = {
    Tie.CLAUSE: "occurred.clause",
    Tie.SENTENCE: "occurred.sentence",
    Tie.SAID: "occurred.said",
    Tie.BESIDE: "occurred.sentence-beside",
}


def strike_date(
    background: Background, group: Sequence[Mention], telling: frozenset[int], lead: LeadDate | None
) -> tuple[Occurred | None, list[Reason]]:
    """Pick the most exact of the dates its mentions tell, else the day it was said on, else one of a sentence beside.

    ``telling`` are the indices of the sentences that tell of a strike: their dates are its own. ``lead`` is
    the day of the lead that sums up several strikes.
    """
    first = group[0].trigger.sentence
    dates = [
        mention.dated
        for mention in group
        if mention.dated and (mention.trigger.sentence == first or not goes_on(mention.dated.occurred))
    ]
    told = [date for date in dates if date.tie < Tie.SAID]
    said = [date for date in dates if date.tie is Tie.SAID and date.occurred.precision in _EXACT]
    for choice in (told, said, _beside(background, group, telling)):
        chosen = min(choice, key=_closeness, default=None)
        if chosen:
            occurred = _until_told(background, chosen.occurred)
            return occurred, [Reason.of(_RULES[chosen.tie], occurred)]
    if lead and lead.may_be_of(group):
        return lead.occurred, [Reason.of("occurred.lead", lead.occurred)]
    return None, []


def _until_told(background: Background, occurred: Occurred) -> Occurred:
    """Let "since Thursday" last until the day on which the article's story was told, which may be printed the day after."""
    written = background.published
    if written is None or occurred.date_from is None or not occurred.text.lower().startswith("since"):
        return occurred
    near = (
        found.date_from
        for sentence in background.reading.sentences[:_STORY]
        for found in background.dates(sentence)
        if found.precision is DatePrecision.DAY and found.date_from and written - _DAY <= found.date_from <= written
    )
    told = max(near, default=written)
    return occurred.model_copy(update={"date_to": max(told, occurred.date_from)})


def _closeness(date: MentionDate) -> tuple[int, Tie]:
    return vagueness(date.occurred), date.tie


def _beside(background: Background, group: Sequence[Mention], telling: frozenset[int]) -> Iterator[MentionDate]:
    """Look at the sentences right before and behind its mentions, in their paragraph.

    What is told next takes its date along; what was told before does not wait for one.
    """
    sentences = background.reading.sentences
    others = telling - {mention.trigger.sentence for mention in group}
    for mention in (mention for mention in group if not mention.presupposed):
        own = sentences[mention.trigger.sentence]
        for index in (own.index - 1, own.index + 1):
            if not 0 <= index < len(sentences) or sentences[index].paragraph != own.paragraph or index in others:
                continue
            for found in told_dates(background, sentences[index]):
                opens = index > own.index and found.start == sentences[index].start
                if found.precision in _EXACT and not opens:
                    yield MentionDate(found, Tie.BESIDE)
