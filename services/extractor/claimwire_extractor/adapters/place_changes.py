"""A user's own changes to the gazetteer, from a CSV file."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from claimwire.errors import PlacesUnreadable
from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key


class _Line(BaseModel):
    """One line; blank cells are left out before it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: Literal["add", "drop", "keep"]
    name: str | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    admin1: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: Literal["exact", "settlement", "district", "region", "country"] = "settlement"
    population: int = Field(default=0, ge=0)
    aliases: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.change == "add" and (self.name is None or self.latitude is None or self.longitude is None):
            raise ValueError("a place to add needs a name, a latitude and a longitude")
        if self.change == "keep" and (self.name is not None or self.country is None):
            raise ValueError("to keep is for countries and their regions: give a country and no name")
        if self.admin1 is not None and self.country is None:
            raise ValueError("a region needs its country")
        return self


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """What is added to the built gazetteer, and what of it stays."""

    added: Sequence[tuple[GazetteerEntry, Sequence[str]]]
    _kept: Sequence[_Line]
    _dropped: Sequence[_Line]

    def leave(self, entry: GazetteerEntry, key: str) -> bool:
        """Tell whether a built-in place stays, which was found under the key of a name."""
        if self._kept and not any(_covers(line, entry) for line in self._kept):
            return False
        return not any(
            _covers(line, entry) and (line.name is None or name_key(line.name) in {key, name_key(entry.name)})
            for line in self._dropped
        )


def read_place_changes(path: Path) -> PlaceChanges:
    """Read a CSV file of changes; docs/places.md says what its columns are.

    Raises:
        PlacesUnreadable: there is no such file, it is not CSV in UTF-8, or a line is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [_line(path, number, cells) for number, cells in _numbered(path, csv.DictReader(file, strict=True))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlacesUnreadable(f"the places in {path} cannot be read: {error}") from error
    return PlaceChanges(
        tuple(_added(line) for line in lines if line.change == "add"),
        tuple(line for line in lines if line.change == "keep"),
        tuple(line for line in lines if line.change == "drop"),
    )


def _numbered(path: Path, rows: "csv.DictReader[str]") -> list[tuple[int, Mapping[str | None, str | None]]]:
    columns = rows.fieldnames or ()
    wrong = sorted(set(columns) - set(_Line.model_fields))
    if "change" not in columns or wrong:
        problem = f"unknown columns {', '.join(wrong)}" if wrong else "no column named change"
        raise PlacesUnreadable(f"{path}: {problem}; columns are {', '.join(_Line.model_fields)}")
    return [(rows.line_num, dict(row)) for row in rows]


def _line(path: Path, number: int, cells: Mapping[str | None, str | None]) -> _Line:
    if None in cells:
        raise PlacesUnreadable(f"{path} line {number}: more cells than columns; quote cells that hold commas")
    given = {column: cell.strip() for column, cell in cells.items() if column and cell and cell.strip()}
    try:
        return _Line.model_validate(given)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = "".join(f" {part}:" for part in problem["loc"])
        raise PlacesUnreadable(
            f"{path} line {number}:{where} {problem['msg'].removeprefix('Value error, ')}"
        ) from error


def _covers(line: _Line, entry: GazetteerEntry) -> bool:
    return line.country in {None, entry.country} and line.admin1 in {None, entry.admin1}


def _added(line: _Line) -> tuple[GazetteerEntry, Sequence[str]]:
    entry = GazetteerEntry(
        name=line.name or "",
        country=line.country or "",
        admin1=line.admin1,
        latitude=line.latitude,
        longitude=line.longitude,
        population=line.population,
        precision=PlacePrecision(line.precision),
    )
    return entry, [alias.strip() for alias in line.aliases.split("|") if alias.strip()]
