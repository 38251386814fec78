"""The one pydantic configuration of the contract."""

from pydantic import BaseModel, ConfigDict


class ContractModel(BaseModel):
    """A frozen value of the public contract.

    Unknown fields are refused: a new field is a new version with an upcaster, never a silent
    addition that older readers drop.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
