"""Field by field."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from claimwire.comparison.difference import FieldChange

_SPAN: Final = ("text", "start", "end")


def field_changes(a: Mapping[str, Any], b: Mapping[str, Any], path: str = "") -> Iterator[FieldChange]:
    """Compare two objects of one type; ``path`` is where they stand.

    Words and their offsets count as one field. Of lists of different lengths only the whole is told.
    """
    if any(a.get(name) != b.get(name) for name in _SPAN) and _is_span(a) and _is_span(b):
        yield FieldChange(path, {name: a[name] for name in _SPAN}, {name: b[name] for name in _SPAN})
        a, b = _without_span(a), _without_span(b)
    for name in dict.fromkeys((*a, *b)):
        yield from _value_changes(a.get(name), b.get(name), f"{path}.{name}" if path else name)


def _value_changes(a: Any, b: Any, path: str) -> Iterator[FieldChange]:
    if a == b:
        return
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        yield from field_changes(a, b, path)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (one, other) in enumerate(zip(a, b, strict=True)):
            yield from _value_changes(one, other, f"{path}[{index}]")
    else:
        yield FieldChange(path, a, b)


def _is_span(value: Mapping[str, Any]) -> bool:
    return all(name in value for name in _SPAN)


def _without_span(value: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: inner for name, inner in value.items() if name not in _SPAN}
