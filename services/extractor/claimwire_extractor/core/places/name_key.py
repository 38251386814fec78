"""How names of places are compared."""

import re
import unicodedata
from functools import lru_cache

# Apostrophes of all scripts' transliterations, left out altogether.
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u2018\u2019\u2032]")
_OTHER = re.compile(r"[^\w]+|_")
_ARTICLE = re.compile(r"^(?:al|ar|as|ash|at|az|ad|el|an) (?=\w{3})")


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Fold case, accents, apostrophes, hyphens and a leading Arabic article ("Al-Bāb" -> "bab")."""
    bare = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", name))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    folded = _OTHER.sub(" ", letters.casefold()).strip()
    return _ARTICLE.sub("", folded)
