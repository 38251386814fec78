"""What somebody says he hits, and nothing else."""

from claimwire_extractor.core.token import Token


def is_only(part: Token) -> bool:
    """Read "only hits depots" and "strikes only depots", which say of no depot that it was hit."""
    if part.dep == "advmod":
        return part.lower in _ONLY
    counted = part.tag == "CD" or any(other.dep == "nummod" for other in part.lefts)
    return part.dep == "dobj" and not counted and any(other.lower in _ONLY for other in part.lefts)


_ONLY = frozenset({"only", "exclusively", "solely"})
