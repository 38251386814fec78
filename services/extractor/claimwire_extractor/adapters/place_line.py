"""One line of a user's changes to the gazetteer."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from claimwire_extractor.adapters.place_tables import table_rows
from claimwire_extractor.core.gazetteer import GazetteerEntry


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["iso"] for row in table_rows("countries.csv"))


def _existing(code: str) -> str:
    if code not in _codes():
        raise ValueError("no country has it")
    return code


class PlaceLine(BaseModel):
    """What a line changes. A field's description is what its cell has to hold, as the messages have it."""

    model_config = ConfigDict(frozen=True)

    change: Literal["add", "drop", "keep"] = Field(description="add, drop or keep")
    name: str | None = None
    country: Annotated[str, AfterValidator(_existing)] | None = Field(
        default=None, description="the code of a country by ISO 3166-1, such as UA for Ukraine and GB for Britain"
    )
    admin1: str | None = None
    latitude: float | None = Field(
        default=None, ge=-90, le=90, description="degrees from -90 to 90, such as 48.4614, with a point"
    )
    longitude: float | None = Field(
        default=None, ge=-180, le=180, description="degrees from -180 to 180, such as 38.2036, with a point"
    )
    precision: Literal["exact", "settlement", "district", "region", "country"] = Field(
        default="settlement", description="exact, settlement, district, region or country"
    )
    population: int | None = Field(default=None, ge=0, description="a whole number, such as 105000, or leave it empty")
    aliases: str = ""

    @classmethod
    def of(cls, cells: Mapping[str, str]) -> Self:
        """Read the cells that are not blank, by column.

        Raises:
            ValueError: a cell or the line is wrong; the message says in plain words how, and what to do.
        """
        try:
            return cls.model_validate(cells)
        except ValidationError as error:
            [problem, *_] = error.errors(include_url=False)
            if not problem["loc"]:
                raise ValueError(problem["msg"].removeprefix("Value error, ")) from error
            column = str(problem["loc"][0])
            fault = f"cannot be {cells[column]!r}" if column in cells else "is empty"
            raise ValueError(f"{column} {fault}: give {cls.model_fields[column].description}") from error

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.change == "add" and (self.name is None or self.latitude is None or self.longitude is None):
            raise ValueError("a place to add needs a name, a latitude and a longitude")
        if self.change == "keep" and (self.name is not None or self.country is None):
            raise ValueError("to keep is for countries and their regions: give a country and no name")
        if self.admin1 is not None and self.country is None:
            raise ValueError("a region (admin1) needs its country: give that too")
        return self

    def covers(self, entry: GazetteerEntry) -> bool:
        """Tell whether a place lies in the line's country and region; any does where they are blank."""
        return self.country in {None, entry.country} and self.admin1 in {None, entry.admin1}
