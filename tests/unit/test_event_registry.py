import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest

from claimwire.errors import UnknownEventType
from claimwire.events import (
    EVENT_TYPES,
    ContractModel,
    Event,
    EventType,
    article,
    claim,
    control,
    deadletter,
    event_type,
    extraction,
    place,
    quantity,
    redaction,
    span,
    status,
    strike,
    type_of,
)

MODULES = (article, claim, control, deadletter, extraction, place, quantity, redaction, span, status, strike)
PARTS = {"ArticleText", "ControlCommand", "Span", "Speaker", "Channel", "Place", "Quantity", "Status", "Actor", "Occurred",
         "Casualties", "Attribution", "Cut", "EntryField"}  # fmt: skip


def models(module: ModuleType) -> Iterator[type[ContractModel]]:
    for value in vars(module).values():
        if inspect.isclass(value) and issubclass(value, ContractModel) and value.__module__ == module.__name__:
            yield value


ALL_MODELS: list[type[ContractModel]] = [Event, *(model for module in MODULES for model in models(module))]


def test_every_body_of_the_contract_is_registered_once() -> None:
    registered = [kind.body for kind in EVENT_TYPES.values()]

    assert {model.__name__ for model in ALL_MODELS} - PARTS - {"Event"} == {body.__name__ for body in registered}
    assert len(set(registered)) == len(registered)


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda kind: kind.name)
def test_a_type_is_found_by_name_and_by_body(kind: EventType) -> None:
    assert event_type(kind.name) is kind
    assert type_of(kind.body.model_construct()) is kind
    assert kind.dataschema == f"urn:claimwire:schema:{kind.name}:{kind.version}"


def test_an_unknown_name_says_so() -> None:
    with pytest.raises(UnknownEventType, match=r"'claimwire\.claim\.withdrawn' is not known to this build"):
        event_type("claimwire.claim.withdrawn")


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_every_model_and_field_is_described(model: type[ContractModel]) -> None:
    assert inspect.getdoc(model)
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_every_model_is_frozen_and_refuses_unknown_fields(model: type[ContractModel]) -> None:
    assert model.model_config.get("frozen") is True
    assert model.model_json_schema()["additionalProperties"] is False
