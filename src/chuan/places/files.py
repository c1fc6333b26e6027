# SPDX-License-Identifier: Apache-2.0
"""Reads `units-*.csv` and `successions-*.csv`: strict, and precise about what is wrong where."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from chuan.places.choices import Level
from chuan.places.errors import UnitFileMalformed

UNIT_COLUMNS = ("level", "code", "kind", "name", "full_name", "also_spelled", "parent_code", "valid_from",
                "valid_until", "area_km2", "longitude", "latitude", "source")
SUCCESSION_COLUMNS = ("level", "code", "happened_on", "successor_code", "relation", "confidence", "note", "source")


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit between two days, as its file says it."""

    level: str
    code: str
    kind: str
    name: str
    full_name: str
    also_spelled: str
    parent_code: str
    valid_from: date | None
    valid_until: date | None
    area_km2: Decimal | None
    longitude: float | None
    latitude: float | None
    source: str

    def exists_on(self, day: date) -> bool:
        """True if the unit exists on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True, kw_only=True)
class SuccessionLine:
    """What a unit became on a day, as its file says it."""

    level: str
    code: str
    happened_on: date
    successor_code: str
    relation: str
    confidence: str
    note: str
    source: str


@dataclass
class Cell:
    """Where we are: for the message."""

    file: str
    line: int
    values: dict[str, str] = field(default_factory=dict)

    def wrong(self, reason: str) -> UnitFileMalformed:
        """The refusal that names this line."""
        return UnitFileMalformed(file=self.file, line=self.line, reason=reason)

    def text(self, column: str) -> str:
        """A value that must be there."""
        if not self.values[column]:
            raise self.wrong(f"{column} is empty")
        return self.values[column]

    def level(self) -> str:
        """A level that we know."""
        if self.values["level"] not in Level.values:
            raise self.wrong(f"level {self.values['level']!r} is none of {', '.join(Level.values)}")
        return self.values["level"]

    def day(self, column: str) -> date | None:
        """A day, or None for an empty cell."""
        try:
            return date.fromisoformat(self.values[column]) if self.values[column] else None
        except ValueError:
            raise self.wrong(f"{column} {self.values[column]!r} is not a day like 2025-07-01") from None

    def number(self, column: str) -> Decimal | None:
        """A number, or None for an empty cell."""
        try:
            return Decimal(self.values[column]) if self.values[column] else None
        except InvalidOperation:
            raise self.wrong(f"{column} {self.values[column]!r} is not a number") from None


def read_units(paths: list[Path]) -> list[UnitLine]:
    """Read the units of all files; the same code never holds twice on one day, and every parent is known."""
    lines = [(cell, _unit(cell)) for path in paths for cell in _cells(path, UNIT_COLUMNS)]
    known: dict[tuple[str, str], list[UnitLine]] = {}
    for cell, unit in lines:
        for other in known.get((unit.level, unit.code), []):
            if _overlap(unit, other):
                raise cell.wrong(f"{unit.level} {unit.code} is already given for some of these days")
        known.setdefault((unit.level, unit.code), []).append(unit)
    codes = {code for _, code in known}
    for cell, unit in lines:
        if unit.parent_code and unit.parent_code not in codes:
            raise cell.wrong(f"parent {unit.parent_code} is in no file")
    return [unit for _, unit in lines]


def read_successions(paths: list[Path], units: list[UnitLine]) -> list[SuccessionLine]:
    """Read the successions of all files; each leads from a unit that ended to one that began."""
    starts = {(unit.level, unit.code, unit.valid_from) for unit in units}
    ends = {(unit.level, unit.code, unit.valid_until) for unit in units if unit.valid_until}
    lines = []
    for path in paths:
        for cell in _cells(path, SUCCESSION_COLUMNS):
            line = _succession(cell)
            before = date.fromordinal(line.happened_on.toordinal() - 1)
            if (line.level, line.code, before) not in ends:
                raise cell.wrong(f"no {line.level} {line.code} ends on {before}")
            standing = any(u.exists_on(line.happened_on) for u in units
                           if (u.level, u.code) == (line.level, line.successor_code))
            if (line.level, line.successor_code, line.happened_on) not in starts and not standing:
                raise cell.wrong(f"there is no {line.level} {line.successor_code} on {line.happened_on}")
            lines.append(line)
    return lines


def _cells(path: Path, columns: tuple[str, ...]) -> Iterator[Cell]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader, [])
            if tuple(header) != columns:
                raise UnitFileMalformed(file=path.name, line=1, reason=f"the columns must be {','.join(columns)}")
            for row in reader:
                if len(row) != len(columns):
                    raise UnitFileMalformed(
                        file=path.name, line=reader.line_num, reason=f"{len(row)} values for {len(columns)} columns"
                    )
                values = {column: value.strip() for column, value in zip(columns, row, strict=True)}
                yield Cell(path.name, reader.line_num, values)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnitFileMalformed(file=path.name, line=1, reason=f"not a UTF-8 CSV file ({error})") from error


def _unit(cell: Cell) -> UnitLine:
    longitude, latitude = cell.number("longitude"), cell.number("latitude")
    unit = UnitLine(
        level=cell.level(), code=cell.text("code"), kind=cell.text("kind"), name=cell.text("name"),
        full_name=cell.text("full_name"), also_spelled=cell.values["also_spelled"],
        parent_code=cell.values["parent_code"], valid_from=cell.day("valid_from"), valid_until=cell.day("valid_until"),
        area_km2=cell.number("area_km2"), longitude=float(longitude) if longitude is not None else None,
        latitude=float(latitude) if latitude is not None else None, source=cell.text("source"),
    )
    if unit.valid_from and unit.valid_until and unit.valid_until < unit.valid_from:
        raise cell.wrong("valid_until lies before valid_from")
    return unit


def _succession(cell: Cell) -> SuccessionLine:
    happened_on = cell.day("happened_on")
    if happened_on is None:
        raise cell.wrong("happened_on is empty")
    return SuccessionLine(
        level=cell.level(), code=cell.text("code"), happened_on=happened_on,
        successor_code=cell.text("successor_code"), relation=cell.text("relation"),
        confidence=cell.text("confidence"), note=cell.values["note"], source=cell.values["source"],
    )


def _overlap(one: UnitLine, other: UnitLine) -> bool:
    return (one.valid_from or date.min) <= (other.valid_until or date.max) and (
        other.valid_from or date.min
    ) <= (one.valid_until or date.max)
