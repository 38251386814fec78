"""Read models filled by the projection's own store, and a client of the service that reads them."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from claimwire.testing import NOON
from claimwire.testing.made_news import MadeNews
from claimwire.views import ViewBuilds, ViewDatabase, ViewReader
from claimwire_projection.adapters.view_store import ViewStore
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.settings import QuerySettings


@pytest.fixture
def news(views: ViewDatabase) -> Iterator[MadeNews]:
    """What is recorded here is in the read models at once."""
    store = ViewStore(views)
    store.open("epoch-1", 0)
    yield MadeNews(lambda entry: store.apply([entry]))
    store.close()


@pytest.fixture
async def client(builds: ViewBuilds) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the query service over a database of each kind, whether there are read models in it or not."""
    view = ViewReader(builds)
    app = make_application(view, QuerySettings(), RepairDesk(view, None, lambda: NOON))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as found:
        yield found
    view.close()
