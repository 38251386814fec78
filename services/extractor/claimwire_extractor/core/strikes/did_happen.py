"""Whether a verb tells of something that came about."""

from claimwire_extractor.core.token import Token

_MODAL = frozenset({"could", "would", "may", "might", "can", "will", "should", "must", "to", "shall", "wo", "'ll", "’ll"})  # fmt: skip
_COUNTERFACTUAL = frozenset({"could", "would", "should"})
_NOT = frozenset({"not", "n't", "n’t"})


def did_happen(verb: Token) -> bool:
    """Tell whether it stands without negation and modal verb; "may have killed" only doubts the number."""
    auxiliaries = {other.lower for other in verb.children if other.dep in {"aux", "neg"}}
    doubted = "have" in auxiliaries and not auxiliaries & _COUNTERFACTUAL
    return not auxiliaries & _NOT and (doubted or not auxiliaries & _MODAL)
