"""Names of regions without the word that says they are regions."""

import re

_CLASSES = (
    "oblast'?|oblasts|voblasć|voblast|kray|krai|respublika|republic|region|province|governorate|state|district|"
    "county|raion|rayon|borough|comune|commune|prefecture|territory|department|canton|emirate|municipality|parish|voivodeship|viloyati|sheng|shi|zizhiqu|"
    "avtonomnaya oblast'?|avtonomnyy okrug|autonomous okrug|autonomous region|autonomous republic|administrative region"
)
_BEHIND = re.compile(rf",? (?:{_CLASSES})$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:the )?(?:(?:republic|province|state|region|canton|emirate|department|commonwealth|county|district|municipality) of|municipio de) ",
    re.IGNORECASE,
)


def bare_region_name(name: str) -> str:
    """Cut the class word off ("Poltava Oblast" -> "Poltava", "Province of Bari" -> "Bari"); any other name stays."""
    return _BEHIND.sub("", _BEFORE.sub("", name))
