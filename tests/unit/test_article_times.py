from datetime import UTC, datetime

import pytest

from claimwire.events import ArticlePublished, ArticleRevised, ArticleText

PUBLISHED = datetime(2031, 3, 4, 6, tzinfo=UTC)
MODIFIED = datetime(2031, 3, 4, 9, tzinfo=UTC)
RETRIEVED = datetime(2031, 3, 5, 0, tzinfo=UTC)


def article(
    model: type[ArticleText], revision: int, published: datetime | None, modified: datetime | None
) -> ArticleText:
    return model.model_validate(
        {
            "article_id": "a-1",
            "revision": revision,
            "published_at": published,
            "modified_at": modified,
            "retrieved_at": RETRIEVED,
            "text": "Fog.",
            "content_hash": "0" * 64,
            "source": "api",
        }
    )


@pytest.mark.parametrize(
    ("published", "modified", "said"),
    [
        (PUBLISHED, MODIFIED, PUBLISHED),
        (PUBLISHED, None, PUBLISHED),
        (None, MODIFIED, MODIFIED),
        (None, None, RETRIEVED),
    ],
)
def test_a_first_text_was_said_when_it_was_published(
    published: datetime | None, modified: datetime | None, said: datetime
) -> None:
    assert article(ArticlePublished, 1, published, modified).said_at == said


@pytest.mark.parametrize(("modified", "said"), [(MODIFIED, MODIFIED), (None, RETRIEVED)])
def test_a_changed_text_was_never_said_at_the_first_publication(modified: datetime | None, said: datetime) -> None:
    assert article(ArticleRevised, 2, PUBLISHED, modified).said_at == said


def test_a_changed_text_is_at_least_the_second() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 2"):
        article(ArticleRevised, 1, PUBLISHED, MODIFIED)
