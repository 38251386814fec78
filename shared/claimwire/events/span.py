"""Words of an article, by offset."""

from typing import Self

from pydantic import Field, model_validator

from claimwire.events.model import ContractModel


class Span(ContractModel):
    """Words of the article exactly as printed: ``article.text[start:end] == text``.

    Offsets count Unicode code points of the article's ``text`` (Python string indices), which
    nobody changes after ingest.
    """

    text: str = Field(min_length=1)
    """The words, verbatim."""
    start: int = Field(ge=0)
    """Offset of the first code point."""
    end: int = Field(ge=1)
    """Offset after the last code point."""

    @model_validator(mode="after")
    def _offsets_fit_the_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"a span of {len(self.text)} code points cannot run from {self.start} to {self.end}")
        return self
