"""Streams and types as people name them."""

from claimwire.events import EVENT_TYPES, HISTORY, Stream


def streams_of(text: str) -> tuple[Stream, ...]:
    """Read names of streams, separated by commas.

    Raises:
        ValueError: history has no such stream.
    """
    names = {name.strip() for name in text.split(",")}
    if unknown := sorted(names - set(HISTORY)):
        raise ValueError(f"history has no stream {', '.join(unknown)}; it has {', '.join(HISTORY)}")
    return tuple(stream for stream in HISTORY if stream in names)


def types_of(text: str) -> frozenset[str]:
    """Read names of event types, separated by commas, with or without ``claimwire.``.

    Raises:
        ValueError: there is no such type.
    """
    names = frozenset(f"claimwire.{name.strip().removeprefix('claimwire.')}" for name in text.split(","))
    if unknown := sorted(names - set(EVENT_TYPES)):
        raise ValueError(f"there is no event type {', '.join(unknown)}; docs/events.md lists them")
    return names
