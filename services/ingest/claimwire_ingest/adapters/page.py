"""An article's page as HTML."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from trafilatura import bare_extraction, load_html

from claimwire.errors import UnreadableArticle
from claimwire.moment import plausible
from claimwire_ingest.core.canonical_url import canonical_url
from claimwire_ingest.core.submission import Submission, primary_language

_HEAD: Final = 2_000
_MOST_ELEMENTS: Final = 30_000
"""Finding the article takes longer than in proportion: some seconds for so many."""

_META: Final = "//meta[@property=$name or @name=$name or @itemprop=$name]/@content"
_PUBLISHED: Final = ("article:published_time", "datePublished", "og:published_time", "dc.date.issued")
_MODIFIED: Final = ("article:modified_time", "dateModified", "og:updated_time", "dc.date.modified")
_JSON_LD: Final = "//script[@type='application/ld+json']/text()"


def read_page(submission: Submission) -> Submission:
    """Find the article in ``html`` and give it as ``text``, with what the page tells where the sender was silent.

    Paragraphs, list items and headings are parted by an empty line. A time that the page gives
    without a zone is taken as UTC.

    Raises:
        UnreadableArticle: there is no article text in it.
    """
    page = _parsed(submission.html or "")
    found = bare_extraction(page, url=submission.url, with_metadata=True, include_comments=False)
    if found is None or not (found.text or "").strip():
        raise UnreadableArticle("no article text was found in the HTML; send the article's own page, or its text")
    return submission.model_copy(
        update={
            "html": None,
            "text": found.text.replace("\n", "\n\n"),
            "url": submission.url or _web_address(found.url),
            "publisher": submission.publisher or found.sitename,
            "headline": submission.headline or found.title,
            "byline": submission.byline or found.author,
            "language": submission.language or _language(page, found.language),
            "published_at": submission.published_at or _time(page, _PUBLISHED) or _instant(found.date),
            "modified_at": submission.modified_at or _time(page, _MODIFIED),
        }
    )


def _parsed(html: str) -> Any:
    # A bare fragment is no page to trafilatura, and feeds send nothing else.
    page = load_html(html if "<html" in html[:_HEAD].lower() else f"<html><body>{html}</body></html>")
    if page is None:
        raise UnreadableArticle("it is not HTML; send plain words as text")
    if page.xpath("count(//*)") > _MOST_ELEMENTS:
        raise UnreadableArticle(f"the page has over {_MOST_ELEMENTS} elements; send the article's text")
    return page


def _web_address(link: str | None) -> str | None:
    with suppress(ValueError):
        return link and canonical_url(link)
    return None


def _language(page: Any, extracted: str | None) -> str | None:
    with suppress(ValueError):
        return primary_language(page.get("lang") or extracted or "")
    return None


def _time(page: Any, names: tuple[str, ...]) -> datetime | None:
    for name in names:
        stated: Any = page.xpath(_META, name=name)
        in_json = re.compile(rf'"{re.escape(name)}"\s*:\s*"([^"]{{4,40}})"')
        stated += [time for script in page.xpath(_JSON_LD) for time in in_json.findall(script)]
        times = [time for time in map(_instant, stated) if time]
        if times:
            return times[0]
    return None


def _instant(stated: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat((stated or "").strip())
        return plausible(time if time.tzinfo else time.replace(tzinfo=UTC))
    except ValueError:
        return None
