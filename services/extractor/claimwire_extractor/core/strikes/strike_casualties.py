"""People hurt in a strike, as its mentions count them."""

from collections.abc import Sequence

from claimwire.events import Casualties
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.casualties import casualties_in
from claimwire_extractor.core.strikes.first_said import first_said
from claimwire_extractor.core.strikes.mention import Mention

_FOLLOWING = 2
"""Sentences behind a mention, in its paragraph, in which its casualties may stand."""


def count_casualties(background: Background, mentions: Sequence[Mention]) -> None:
    """Give each mention the casualties of its sentence and of those behind it that tell of no other strike."""
    reading = background.reading
    telling = {mention.trigger.sentence for mention in mentions}
    known: dict[int, Casualties] = {}
    for mention in mentions:
        index = mention.trigger.sentence
        if index not in known:
            sentences = [reading.sentences[index]]
            for following in reading.sentences[index + 1 : index + 1 + _FOLLOWING]:
                if following.index in telling or following.paragraph != sentences[0].paragraph:
                    break
                sentences.append(following)
            known[index] = casualties_in(reading, sentences, background.lexicon.people)
        mention.casualties = known[index]


def strike_casualties(background: Background, group: Sequence[Mention]) -> tuple[Casualties, list[Reason]]:
    """Take the killed and the wounded of a strike from its mentions."""
    # Of two totals the later one is the more exact: headlines round.
    body = [mention for mention in group if mention.trigger.sentence] or group
    killed = first_said(mention.casualties.killed for mention in (*body, *group))
    wounded = first_said(mention.casualties.wounded for mention in (*body, *group))
    none = any(mention.casualties.none_reported for mention in group)
    none = none and killed is None and wounded is None
    sentences = {mention.trigger.sentence for mention in group}
    reasons = [
        Reason.of("casualties.same-sentence" if sentence in sentences else "casualties.sentence-behind", number)
        for number in (killed, wounded)
        if number
        for sentence in [background.reading.tokens_between(number.start, number.end)[0].sentence]
    ]
    if none:
        reasons.append(Reason.of("casualties.none-said", group[0].evidence))
    return Casualties(killed=killed, wounded=wounded, none_reported=none), reasons
