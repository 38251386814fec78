"""Where those who fire are said to stand."""

from collections.abc import Iterator

from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.syntax import prepositions
from claimwire_extractor.core.token import Token

_STATIONED = frozenset({"base", "position", "station", "locate", "deploy", "situate", "entrench"})
_WHERE = frozenset({"in", "at", "on", "over", "inside", "near", "off", "around", "above", "within"})


def stations(arguments: Arguments) -> Iterator[Token]:
    """Find the heads of "gunners positioned in X" and "launchers based at Y"."""
    for head in (*arguments.doers, *arguments.means):
        for verb in head.rights:
            if verb.dep in {"acl", "relcl"} and verb.lemma in _STATIONED:
                yield from (held for preposition, held in prepositions(verb) if preposition.lower in _WHERE)
