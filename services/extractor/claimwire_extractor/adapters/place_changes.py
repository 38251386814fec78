"""A user's own changes to the gazetteer, from a CSV file."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimwire.errors import PlacesUnreadable
from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.place_line import PlaceLine
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.known_names import KNOWN_BY_NAME
from claimwire_extractor.core.places.name_key import name_key


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """What is added to the built gazetteer, and what of it stays: lines by where they stand."""

    added: Sequence[tuple[GazetteerEntry, Sequence[str]]]
    _kept: Mapping[str, PlaceLine]
    _dropped: Mapping[str, PlaceLine]

    def leave(self, entry: GazetteerEntry, key: str) -> bool:
        """Tell whether a built-in place stays, which was found under the key of a name."""
        if self._kept and not any(line.covers(entry) for line in self._kept.values()):
            return False
        return not any(
            line.covers(entry) and (line.name is None or name_key(line.name) in {key, name_key(entry.name)})
            for line in self._dropped.values()
        )

    def check(self, built_in: Gazetteer) -> None:
        """Refuse a line that drops or keeps nothing of a gazetteer: its name is wrong, and what it meant stays.

        Raises:
            PlacesUnreadable: there is such a line.
        """
        for where, line in (*self._kept.items(), *self._dropped.items()):
            fault = _missing_place(line, line.name, built_in) if line.name else _missing_region(line, built_in)
            if fault:
                raise PlacesUnreadable(f"{where}: {fault}: correct the line or delete it")


def _missing_place(line: PlaceLine, name: str, built_in: Gazetteer) -> str:
    entries = built_in.named(name)
    if any(line.covers(entry) for entry in entries):
        return ""
    within = ", ".join(part for part in (line.admin1, line.country) if part)
    elsewhere = ", ".join(sorted({entry.country for entry in entries if entry.country}))
    return f"there is no place {name}{within and f' in {within}'}{elsewhere and f' (there is one in {elsewhere})'}"


def _missing_region(line: PlaceLine, built_in: Gazetteer) -> str:
    if line.admin1 is None:
        return ""
    regions = {entry.admin1 for entry in built_in.named(line.admin1) if entry.country == line.country and entry.admin1}
    if line.admin1 in regions:
        return ""
    meant = " or ".join(sorted(regions))
    return f"there is no region {line.admin1} in {line.country}{meant and f' (you may mean {meant})'}"


def read_place_changes(path: Path) -> PlaceChanges:
    """Read a CSV file of changes; docs/places.md says what its columns are.

    Raises:
        PlacesUnreadable: there is no such file, it is not CSV in UTF-8, or a line is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = _lines(path, csv.DictReader(file, strict=True))
    except FileNotFoundError as error:
        raise PlacesUnreadable(f"there is no file {path}: CLAIMWIRE_PLACES must name your CSV file") from error
    except OSError as error:
        raise PlacesUnreadable(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    return PlaceChanges(
        tuple(_added(line) for line in lines.values() if line.change == "add"),
        {where: line for where, line in lines.items() if line.change == "keep"},
        {where: line for where, line in lines.items() if line.change == "drop"},
    )


def _lines(path: Path, rows: "csv.DictReader[str]") -> dict[str, PlaceLine]:
    """Read all lines by where they stand."""
    found: dict[str, PlaceLine] = {}
    try:
        _check_columns(rows.fieldnames or ())
        for row in rows:
            found[f"{path} line {rows.line_num}"] = _line(row)
    except csv.Error as error:
        # The line read last is where the search for the other mark ended, as a rule the end of the file.
        raise PlacesUnreadable(
            f"{path} line {rows.line_num + 1}: quotation marks that do not pair: put one before and one behind a cell,"
            " and write one inside it twice"
        ) from error
    except UnicodeDecodeError as error:
        raise PlacesUnreadable(f"{path} is not UTF-8: save it as CSV in UTF-8") from error
    except ValueError as error:
        where = f"{path} line {rows.line_num}" if rows.line_num > 1 else f"{path}"
        raise PlacesUnreadable(f"{where}: {error}") from error
    return found


def _check_columns(columns: Sequence[str]) -> None:
    names = ", ".join(PlaceLine.model_fields)
    if any(separator in column for column in columns for separator in ";\t"):
        raise ValueError("its columns are separated by semicolons or tabs: separate them by commas")
    if "change" not in columns:
        raise ValueError(f"the first line must name the columns, and one of them must be change; there are {names}")
    twice = ", ".join(sorted({column for column in columns if columns.count(column) > 1}))
    if twice:
        raise ValueError(f"the column {twice} is there twice: delete one")
    wrong = ", ".join(sorted(set(columns) - set(PlaceLine.model_fields)))
    if wrong:
        raise ValueError(f"there is no column {wrong}; the columns are {names}")


def _line(row: Mapping[str | None, str | None]) -> PlaceLine:
    if None in row:
        raise ValueError("more cells than columns: put a cell that holds a comma between quotation marks")
    return PlaceLine.of({column: cell.strip() for column, cell in row.items() if column and cell and cell.strip()})


def _added(line: PlaceLine) -> tuple[GazetteerEntry, Sequence[str]]:
    entry = GazetteerEntry(
        name=line.name or "",
        country=line.country or "",
        admin1=line.admin1,
        latitude=line.latitude,
        longitude=line.longitude,
        population=line.population if line.population is not None else _population_of(line.precision),
        precision=PlacePrecision(line.precision),
    )
    return entry, [alias.strip() for alias in line.aliases.split("|") if alias.strip()]


def _population_of(precision: str) -> int:
    # With none at all it would be a village, which is no place where its country is not spoken of.
    return KNOWN_BY_NAME if precision in {"settlement", "district"} else 0
