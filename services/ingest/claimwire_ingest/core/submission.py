"""What a sender gives of an article."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from claimwire.moment import Moment
from claimwire_ingest.core.canonical_url import canonical_url

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
LONGEST_WORDS: Final = 2000
"""Code points of a headline, name or reason."""


def primary_language(tag: str) -> str:
    """Give the primary language of a tag, "en" of "en-GB" (BCP 47).

    Raises:
        ValueError: it is no language tag.
    """
    language = re.split(r"[-_]", tag.strip().lower())[0]
    if not _LANGUAGE.fullmatch(language):
        raise ValueError("a language is an ISO 639 code such as en or uk")
    return language


def well_formed(words: str) -> str:
    """Give the words back.

    Raises:
        ValueError: they have no form in UTF-8; JSON can spell such strings.
    """
    if _SURROGATE.search(words):
        raise ValueError("a lone surrogate is no character")
    return words


def _web_address(url: str) -> str:
    canonical_url(url)
    return url


Unicode = Annotated[str, AfterValidator(well_formed)]
Words = Annotated[Unicode, Field(max_length=LONGEST_WORDS)]


class Submission(BaseModel):
    """An article as somebody sent it: either ``text`` or ``html``, and what is known about it.

    A blank field is an absent one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: Words | None = None
    """The publisher's own id of the article; it needs ``publisher``, and is then its identity."""
    url: Annotated[Unicode, AfterValidator(_web_address)] | None = None
    """Address of the article (http or https); its identity when there is no ``id``."""
    publisher: Words | None = None
    """Name of the outlet."""
    headline: Words | None = None
    """Headline; put before the text where the text does not open with it."""
    byline: Words | None = None
    """Author line as printed."""
    language: Annotated[str, AfterValidator(primary_language)] | None = None
    """Language of the text as an ISO 639 code or BCP 47 tag; detected when absent."""
    published_at: Moment | None = None
    """When it was first published, with a time zone."""
    modified_at: Moment | None = None
    """When this version of it was made, with a time zone."""
    text: Unicode | None = None
    """The article's words, with an empty line between paragraphs."""
    html: Unicode | None = None
    """The article's page; the article is found in it, and what the page tells about it."""

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if not (isinstance(value, str) and not value.strip())}

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("an article has either text or html, and it is not empty")
        return self

    @model_validator(mode="after")
    def _whose_id(self) -> Self:
        if self.id is not None and self.publisher is None:
            raise ValueError("an id needs the publisher whose id it is")
        return self
