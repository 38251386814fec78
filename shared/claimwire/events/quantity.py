"""A number as the article gives it."""

from typing import Self

from pydantic import Field, model_validator

from claimwire.events.span import Span


class Quantity(Span):
    """The words of a number and the whole numbers they allow ("at least 15": min 15, max null)."""

    min: int | None = Field(default=None, ge=0)
    """Smallest number the words allow; null when open."""
    max: int | None = Field(default=None, ge=0)
    """Greatest number the words allow; null when open."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is greater than max {self.max}")
        return self
