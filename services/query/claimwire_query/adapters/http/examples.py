"""Examples for the API description."""

from functools import cache
from importlib.resources import files
from typing import Any

import pydantic_core


def example(name: str, *, media_type: str = "application/json") -> dict[int | str, dict[str, Any]]:
    """Give a route's ``responses`` an example of its answer."""
    return {200: {"content": {media_type: {"example": _examples()[name]}}}}


@cache
def _examples() -> dict[str, Any]:
    text = files("claimwire_query.adapters.http").joinpath("examples.json").read_bytes()
    examples: dict[str, Any] = pydantic_core.from_json(text)
    return examples
