"""From bytes to text."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from claimwire.errors import UnreadableArticle

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
_HEAD: Final = 4096


def decoded(content: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as the page declares, else as detected.

    Raises:
        UnreadableArticle: it is binary, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\0" in content:
        raise UnreadableArticle("it is a binary file, not text")
    try:
        return content.decode()
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:_HEAD])
        return _strictly(content, declared[1].decode()) if declared else _detected(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableArticle(f"it claims to be in {encoding}, but is not: {error}; save it as UTF-8") from error


def _detected(content: bytes) -> str:
    best = from_bytes(content).best()
    if best is None:
        raise UnreadableArticle("it is not UTF-8, and its encoding cannot be told; save it as UTF-8")
    return str(best)
