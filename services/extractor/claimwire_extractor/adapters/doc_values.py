"""What our components leave on a doc, as bytes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import srsly
from pydantic import TypeAdapter

from claimwire_extractor.core.found import FoundClaims, FoundStrike

_VALUES: Final[dict[str, TypeAdapter[Any]]] = {
    kind.__name__: TypeAdapter(kind) for kind in (FoundClaims, FoundStrike, date, datetime)
}
_MARK: Final = "claimwire"


def register_doc_values() -> None:
    """Let spaCy write and read them: ``DocBin``, ``doc.to_bytes``, ``nlp.pipe`` with several processes."""
    srsly.msgpack_encoders(_MARK, func=_encoded)
    srsly.msgpack_decoders(_MARK, func=_decoded)


def _encoded(value: object, chain: Callable[[object], Any] | None = None) -> Any:
    adapter = _VALUES.get(type(value).__name__)
    if adapter is not None:
        return {_MARK: type(value).__name__, "value": adapter.dump_json(value)}
    return value if chain is None else chain(value)


def _decoded(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and value.get(_MARK) in _VALUES:
        return _VALUES[value[_MARK]].validate_json(value["value"])
    return value if chain is None else chain(value)
