"""Read models filled by the projection's own store, and a client of the service that reads them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from claimwire.testing.made_news import MadeNews
from claimwire.views import views_path
from claimwire_projection.adapters.view_store import ViewStore
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.sql.view_file import ViewFile
from claimwire_query.settings import QuerySettings


@pytest.fixture
def news(tmp_path: Path) -> Iterator[MadeNews]:
    """What is recorded here is in the read models at once."""
    store = ViewStore(views_path(tmp_path))
    store.open("epoch-1", 0)
    yield MadeNews(lambda entry: store.apply([entry]))
    store.close()


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the query service over the data folder, whether there are read models in it or not."""
    view = ViewFile(tmp_path)
    app = make_application(view, QuerySettings(data_dir=tmp_path))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as found:
        yield found
    view.close()
