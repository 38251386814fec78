"""What every extractor keeps, in this process or in others."""

import asyncio
import pkgutil
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from claimwire.errors import ExtractionFailed
from claimwire.events import ArticleText
from claimwire.testing import published
from claimwire_extractor.adapters.in_process_extractor import InProcessExtractor
from claimwire_extractor.adapters.worker_pool import WorkerPool
from claimwire_extractor.core.extractor import Extractor

LOADER = "worker_loaders:load_obedient"


def article(name: str, text: str = "Calm.") -> ArticleText:
    body = published(name, text=text).data
    assert isinstance(body, ArticleText)
    return body


@pytest.fixture(params=["in process", "workers"])
async def extractor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Extractor]:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    if request.param == "in process":
        yield InProcessExtractor(pkgutil.resolve_name(LOADER)())
    else:
        async with WorkerPool(2, timeout_s=30, loader=LOADER) as pool:
            yield pool


async def test_each_of_many_articles_gets_its_own_answer(extractor: Extractor) -> None:
    names = [f"article {number}" for number in range(20)]

    answers = await asyncio.gather(*(extractor.extract(article(name)) for name in names))

    assert [answer.completed.article_id for answer in answers] == names


async def test_what_the_pipeline_raises_is_told_and_the_next_article_is_read(extractor: Extractor) -> None:
    with pytest.raises(ExtractionFailed, match="article bad revision 1: ZeroDivisionError: as ordered") as caught:
        await extractor.extract(article("bad", "raise"))
    answer = await extractor.extract(article("good"))

    assert "in _obey" in "".join(traceback.format_exception(caught.value))
    assert answer.completed.article_id == "good"


async def test_an_answer_nobody_waits_for_any_more_holds_nobody_up(extractor: Extractor, tmp_path: Path) -> None:
    abandoned = asyncio.create_task(extractor.extract(article("abandoned", f"note {tmp_path / 'taken'}")))
    await asyncio.sleep(0)
    abandoned.cancel()

    answer = await extractor.extract(article("next"))

    assert answer.completed.article_id == "next"
    assert abandoned.cancelled()
