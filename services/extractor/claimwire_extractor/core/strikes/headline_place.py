"""Where a strike was that names no place, as the headline says where the article plays."""

from collections.abc import Iterator, Sequence
from itertools import islice

from claimwire.events import Place, PlacePrecision, Span
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon
from claimwire_extractor.core.strikes.verb_forms import verb_forms

_FEW = 8
"""Mentions and targets of a strike that are looked at."""
_SORTS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.REGION})


def headline_place(background: Background, group: Sequence[Mention], hit: Sequence[Span]) -> Place | None:
    """Resolve the one town or region of the headline, for a strike told by its toll or by the one thing it hit.

    Neither a lead nor a dateline says where an article plays, nor does a headline that tells where people met. Strikes
    of the past, and strikes in general, may have been anywhere; one told in the headline itself was not at its place.
    """
    if not group[0].trigger.sentence:
        return None
    if group[0].historical or group[0].habitual or not (_is_counted(group) or _hits_one(background, hit)):
        return None
    found = {name.key.removesuffix("s"): name for name in _named(background)}
    if len(found) != 1:
        return None
    return resolve_place(background.reading, next(iter(found.values())), background.places, background.gazetteer)


def _is_counted(group: Sequence[Mention]) -> bool:
    return any(mention.casualties.killed or mention.casualties.wounded for mention in group[:_FEW])


def _hits_one(background: Background, hit: Sequence[Span]) -> bool:
    """Tell "hit the shop" from "bombing cities"."""
    return any(background.reading.tokens_between(span.start, span.end)[-1].tag == "NN" for span in hit[:_FEW])


def _named(background: Background) -> Iterator[Toponym]:
    for token in background.tokens(background.reading.sentences[0]):
        name = background.toponyms.get(token.index)
        if name is None or name.is_country or not any(entry.precision in _SORTS for entry in name.entries):
            continue
        if background.headline.holds(token.start) and not _is_scene(background, name):
            yield name


def _is_scene(background: Background, name: Toponym) -> bool:
    """Tell where something else happened: "Ministers gather in X for talks", but not "Two die in X"."""
    if name.top.dep != "pobj" or name.top.head.lower not in {"in", "at"}:
        return False
    above = islice(name.top.head.ancestors(), _FEW)
    verb = next((token for token in above if token.pos == "VERB"), None)
    return verb is not None and not any(_tells_of_harm(form, background.lexicon) for form in verb_forms(verb))


def _tells_of_harm(verb: str, lexicon: StrikeLexicon) -> bool:
    people = lexicon.people
    lists = (people.killed_verbs, people.wounded_verbs, people.dying_verbs, people.suffering_verbs)
    return (verb, "VERB") in lexicon.triggers or any(
        verb in words for words in (*lists, lexicon.targets.damaging_verbs)
    )
