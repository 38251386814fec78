"""What a listing is answered with."""

from pydantic import BaseModel, ConfigDict

from claimwire_query.core.items import ArticleItem, ClaimItem, PlaceItem, SpeakerItem, StrikeItem


class Answer(BaseModel):
    """One page of a listing."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    next: str | None
    """Path and query of the next page; null on the last. Follow it as it is."""
    next_cursor: str | None
    """The same as the parameter ``cursor``, for a client that builds its own addresses."""


class ArticleAnswer(Answer):
    """Articles, newest first."""

    items: tuple[ArticleItem, ...]
    """Without their texts; ``/articles/{article_id}`` has them."""


class ClaimAnswer(Answer):
    """Claims, those of the newest article first, in the order of its text."""

    items: tuple[ClaimItem, ...]


class StrikeAnswer(Answer):
    """Strikes, those of the newest article first, in the order of its text."""

    items: tuple[StrikeItem, ...]


class SpeakerAnswer(Answer):
    """Speakers, who spoke last first."""

    items: tuple[SpeakerItem, ...]


class PlaceAnswer(Answer):
    """Places, which were last reported first."""

    items: tuple[PlaceItem, ...]
