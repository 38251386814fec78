from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from claimwire.testing import NOON
from claimwire.views import SqliteBuilds, ViewReader
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.settings import QuerySettings

PATHS = (
    "/articles",
    "/articles/{article_id}",
    "/claims",
    "/claims/{claim_id}",
    "/speakers",
    "/strikes",
    "/strikes/{strike_id}",
    "/places",
)


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    view = ViewReader(SqliteBuilds(Path("nowhere")))
    app: FastAPI = make_application(view, QuerySettings(), RepairDesk(view, None, lambda: NOON))
    return app.openapi()


@pytest.mark.parametrize("path", [*PATHS, "/strikes.geojson", "/dead"])
def test_every_answer_has_an_example_that_fits_its_schema(description: dict[str, Any], path: str) -> None:
    ((media_type, content),) = description["paths"][path]["get"]["responses"]["200"]["content"].items()
    assert media_type == ("application/geo+json" if path == "/strikes.geojson" else "application/json")
    schema = content["schema"] | {"components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(content["example"])) == []
    assert content["example"]


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_is_explained(description: dict[str, Any], path: str) -> None:
    parameters = description["paths"][path]["get"]["parameters"]
    assert {"as_of", "recorded_as_of", "wait_for"} <= {parameter["name"] for parameter in parameters}
    assert all(parameter.get("description") for parameter in parameters if parameter["in"] == "query")


@pytest.mark.parametrize("path", PATHS)
def test_problems_are_described(description: dict[str, Any], path: str) -> None:
    responses = description["paths"][path]["get"]["responses"]
    assert {"200", "400", "421", "503"} <= set(responses)
    assert "422" not in responses
    assert "application/problem+json" in responses["400"]["content"]
