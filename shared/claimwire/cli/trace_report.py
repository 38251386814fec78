"""A trace as people and programs read it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from claimwire.events import (
    ArticleText,
    ClaimReported,
    ContractModel,
    DeadLetterParked,
    ExtractionCompleted,
    StrikeReported,
)
from claimwire.log import Position
from claimwire.trace import BuildHoldings, Holding, Step

_WIDEST: Final = 160
_MINUTE_S: Final = 60


def trace_document(
    asked: str, steps: Sequence[Step], builds: Sequence[BuildHoldings], partition: int
) -> dict[str, Any]:
    """A trace for JSON."""
    return {
        "asked": asked,
        "chains": [_step(step, builds, partition) for step in steps],
        "views": [
            {"name": _name(build), "live": build.live, "position": str(Position(partition, build.position))}
            for build in builds
        ],
    }


def print_trace(steps: Sequence[Step], builds: Sequence[BuildHoldings], partition: int) -> None:
    """Print a tree for each chain, then how far the read models are."""
    console = Console(highlight=False, width=None if Console().is_terminal else _WIDEST)
    for step in steps:
        console.print(_tree(step, builds, partition))
    for build in builds:
        live = ", which queries read," if build.live else ""
        console.print(Text(f"{_name(build)}{live} stands at {Position(partition, build.position)}"))
    if not builds:
        console.print(Text("there are no read models of this log here"))


def _tree(step: Step, builds: Sequence[BuildHoldings], partition: int) -> Tree:
    tree = Tree(_label(step, builds, partition))
    for following in step.led_to:
        tree.children.append(_tree(following, builds, partition))
    return tree


def _label(step: Step, builds: Sequence[BuildHoldings], partition: int) -> Text:
    entry = step.entry
    label = Text(_kind(step), style="bold")
    label.append(
        f"  {Position(partition, entry.id)}  {entry.id.recorded_at:%Y-%m-%d %H:%M:%S.%f}"[:-3] + " UTC", "not bold"
    )
    if step.after is not None:
        label.append(f"  {_age(step.after)} later", "not bold")
    elif (waited := _since_received(step)) is not None:
        label.append(f"  {_age(waited)} after it was received", "not bold")
    about = "  ".join(f"{name} {value}" for name, value in _about(step).items())
    holds = "  ".join(f"{name}: {holding}" for name, holding in _views(step, builds) if holding is not Holding.NONE)
    for line in (f"event {step.event.id}" if step.event else "no event this build can read", about, holds):
        if line:
            label.append(f"\n{line}", "not bold")
    return label


def _step(step: Step, builds: Sequence[BuildHoldings], partition: int) -> dict[str, Any]:
    event, entry = step.event, step.entry
    envelope = event.model_dump(mode="json", exclude={"data", "specversion", "datacontenttype"}) if event else None
    waited = _since_received(step)
    return {
        "position": str(Position(partition, entry.id)),
        "stream": entry.stream.value,
        "recorded_at": entry.id.recorded_at.isoformat(),
        "event": envelope,
        "about": _about(step),
        "seconds_after_cause": step.after.total_seconds() if step.after is not None else None,
        "seconds_after_received": waited.total_seconds() if waited is not None else None,
        "views": [{"name": name, "state": holding.value} for name, holding in _views(step, builds)],
        "led_to": [_step(following, builds, partition) for following in step.led_to],
    }


def _kind(step: Step) -> str:
    return step.event.type.removeprefix("claimwire.") if step.event else f"an entry of {step.entry.stream}"


def _views(step: Step, builds: Sequence[BuildHoldings]) -> Iterator[tuple[str, Holding]]:
    for build in builds:
        yield _name(build), build.of(step.entry.id)


def _name(build: BuildHoldings) -> str:
    return build.build.reader


def _since_received(step: Step) -> timedelta | None:
    body = step.event.data if step.event else None
    return step.entry.id.recorded_at - body.retrieved_at if isinstance(body, ArticleText) else None


def _about(step: Step) -> dict[str, Any]:
    """The few fields by which people know an event; never its text, which may be long."""
    body = step.event.data if step.event else None
    about: dict[str, Any] = {}
    match body:
        case ArticleText():
            about = _fields(body, "article_id", "revision", "url", "publisher", "source", "retrieved_at")
            about["said_at"] = body.said_at.isoformat()
        case ClaimReported():
            about = _fields(body, "claim_id", "revision", "generation") | {"speaker": body.source.name}
        case StrikeReported():
            places = ", ".join(place.name for place in body.places)
            about = _fields(body, "strike_id", "revision", "generation", "kind") | {"places": places}
        case ExtractionCompleted():
            about = _fields(body, "revision", "generation", "extractor", "claims", "strikes", "elapsed_ms")
        case DeadLetterParked():
            about = _fields(body, "group", "consumer", "attempts", "error")
        case ContractModel():
            about = body.model_dump(mode="json", exclude_none=True)
        case None:
            pass
    return about


def _fields(body: ContractModel, *names: str) -> dict[str, Any]:
    return body.model_dump(mode="json", include=set(names), exclude_none=True)


def _age(time: timedelta) -> str:
    seconds = time.total_seconds()
    if abs(seconds) < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if abs(seconds) < _MINUTE_S else str(timedelta(seconds=round(seconds)))
