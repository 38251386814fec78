"""The articles of a campaign, and what has to be in the log once all of it is over."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from claimwire.events.ids import ArticleKey, article_id

CLAIMS: Final = 3
STRIKES: Final = 3
EVENTS_PER_REVISION: Final = 1 + CLAIMS + STRIKES + 1


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is sent: a first or second revision of an article, or its withdrawal."""

    number: int
    revision: int
    withdrawn: bool = False

    @property
    def url(self) -> str:
        """The article's address."""
        return f"https://wire.example/{self.number}"

    @property
    def article_id(self) -> str:
        """Its identity."""
        return article_id(ArticleKey.URL, self.url)

    @property
    def poisoned(self) -> bool:
        """Whether extraction gives it up until it is cured."""
        return self.number % 200 == 77

    def body(self) -> dict[str, str]:
        """What is posted."""
        lines = [f"Report {self.number}, revision {self.revision}{', poison' if self.poisoned else ''}."]
        lines += [f"claim {index} of report {self.number} in revision {self.revision}" for index in range(CLAIMS)]
        lines += [f"strike {index} of report {self.number}" for index in range(STRIKES)]
        return {
            "url": self.url,
            "publisher": "Example Wire",
            "published_at": "2031-03-04T06:31:00Z",
            "modified_at": f"2031-03-04T0{6 + self.revision}:31:00Z",
            "text": "\n\n".join(lines),
        }


def sequence(number: int) -> Iterator[News]:
    """What is sent of one article, in this order."""
    yield News(number, 1)
    if number % 10 == 3:
        yield News(number, 2)
    if number % 50 == 13:
        yield News(number, 2, withdrawn=True)


def expected(articles: int) -> Mapping[tuple[str, str, int], int]:
    """Count the events that have to be there, by type, article and revision."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for number in range(articles):
        for news in sequence(number):
            key = (news.article_id, news.revision)
            if news.withdrawn:
                counts["claimwire.article.withdrawn", *key] += 1
                continue
            kind = "published" if news.revision == 1 else "revised"
            counts[f"claimwire.article.{kind}", *key] += 1
            counts["claimwire.claim.reported", *key] += CLAIMS
            counts["claimwire.strike.reported", *key] += STRIKES
            counts["claimwire.extraction.completed", *key] += 1
    return counts
