"""Articles as ``claimwire extract`` is given them."""

import hashlib
import re
from codecs import BOM_UTF8
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from claimwire.errors import UnreadableArticle
from claimwire.events import ArticleId, ArticlePublished, ArticleSource
from claimwire.moment import iso_text, plausible


def _day_begins(value: object) -> object:
    return f"{value}T00:00:00Z" if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def _in_utc_unless_said(time: datetime) -> datetime:
    return plausible(time if time.tzinfo else time.replace(tzinfo=UTC))


Published = Annotated[
    datetime, BeforeValidator(iso_text), BeforeValidator(_day_begins), AfterValidator(_in_utc_unless_said)
]
"""ISO 8601; a plain date is its first moment, and a time without an offset counts as UTC."""


class ArticleLine(BaseModel):
    """One article of the input; what else a line holds is not looked at."""

    model_config = ConfigDict(frozen=True)

    id: ArticleId
    published: Published | None = None
    text: str = Field(min_length=1)
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None

    @classmethod
    def from_json(cls, line: bytes) -> "ArticleLine":
        """Read a line of JSON.

        Raises:
            UnreadableArticle: it is not JSON in UTF-8, or a field is missing or wrong.
        """
        try:
            return cls.model_validate_json(line.removeprefix(BOM_UTF8))
        except ValidationError as error:
            raise UnreadableArticle(_problem(error)) from error

    @classmethod
    def from_text(cls, content: bytes, *, name: str, published: datetime | None) -> "ArticleLine":
        """Take a plain text as it is; ``name`` becomes its id.

        Raises:
            UnreadableArticle: it is empty, or not UTF-8.
        """
        try:
            return cls(id=name, published=published, text=content.decode())
        except ValidationError as error:
            raise UnreadableArticle(_problem(error)) from error
        except UnicodeDecodeError as error:
            raise UnreadableArticle(
                f"the text is not UTF-8 from byte {error.start} on: save it as UTF-8 and try again"
            ) from error

    def article(self, *, retrieved_at: datetime) -> ArticlePublished:
        """Make the body of its article event, the text exactly as given."""
        return ArticlePublished(
            article_id=self.id,
            revision=1,
            url=self.url,
            publisher=self.publisher,
            headline=self.headline,
            published_at=self.published,
            retrieved_at=retrieved_at,
            text=self.text,
            content_hash=hashlib.sha256(self.text.encode()).hexdigest(),
            source=ArticleSource.FILE,
        )


_PLAIN = {
    "missing": "it is missing",
    "string_too_short": "it is empty",
    "string_type": "give it between quotation marks",
    "model_type": "write one article a line, as a JSON object with id and text",
}
"""What is wrong, for people, by what pydantic calls it."""


def _problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "json_invalid":
        # The parser counts its lines from this one, which is no line 1 of the file: only its column helps.
        column = re.search(r"column \d+", problem["ctx"]["error"])
        return "it is not JSON in UTF-8" + (f": look at {column[0]}" if column else "")
    told = _PLAIN.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{where}: {told}" if where else told
