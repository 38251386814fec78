"""Strikes as GeoJSON over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from claimwire.views import ViewReader
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.strikes import strike_page
from claimwire_query.core.filters import StrikeFilter
from claimwire_query.core.geojson import FeatureCollection, feature


class GeoJsonResponse(JSONResponse):
    """An answer of the media type of RFC 7946."""

    media_type = "application/geo+json"


def strike_map_routes(view: ViewReader) -> APIRouter:
    """``/strikes.geojson``."""
    routes = APIRouter(tags=["strikes"], responses=PROBLEMS)

    @routes.get(
        "/strikes.geojson",
        response_class=GeoJsonResponse,
        responses=example("strikes.geojson", media_type=GeoJsonResponse.media_type),
    )
    async def map_strikes(
        request: Request, response: Response, asked: Annotated[StrikeFilter, Query()]
    ) -> FeatureCollection:
        """List current strikes as GeoJSON features; one with no resolved place has a null geometry."""
        page = await ask(view, asked, response.headers, lambda connection: strike_page(connection, asked))
        features = tuple(feature(strike) for strike in page.items)
        return FeatureCollection(features=features, next=next_address(request, response.headers, page.cursor))

    return routes
