# SPDX-License-Identifier: Apache-2.0
"""Tables of the law arranged for reading: headings in words, formatted cells, and what changed marked."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from chuan.law import words
from chuan.law.engine.compare import ABSENT, Change
from chuan.law.engine.nodes import UNKNOWN, Row, Supply
from chuan.ui import figures

Mark = Literal["", "changed", "added", "ended"]
#: A cell with more characters than this is prose and gets room.
_PROSE = 40
#: More columns than this do not fit beside each other.
_SIDE_BY_SIDE = 8


@dataclass(frozen=True)
class Cell:
    """One cell; `before` what stood there, if it changed; `is_supplied` if the province put it there."""

    text: str
    is_unknown: bool = False
    before: str | None = None
    is_supplied: bool = False


@dataclass(frozen=True)
class Column:
    """One column; numbers stand right, prose gets room."""

    code: str
    label: str
    is_number: bool
    is_prose: bool


@dataclass(frozen=True)
class Line:
    """One row with its cells, each beside its column."""

    id: str
    cells: tuple[tuple[Column, Cell], ...]
    mark: Mark = ""


@dataclass(frozen=True)
class Grid:
    """A table for the screen."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def is_wide(self) -> bool:
        """True if it has too many columns to stand side by side: it is shown row by row."""
        return len(self.columns) > _SIDE_BY_SIDE

    @property
    def unknown(self) -> int:
        """How many cells nobody has found."""
        return sum(cell.is_unknown for line in self.lines for _column, cell in line.cells)


def grid(rows: Sequence[Row], change: Change | None = None, supplied: Iterable[Supply] = ()) -> Grid:
    """The rows, as they stand or with what changed marked: changed cells, added rows, and ended rows at the end.

    `supplied` names cells the province filled.
    """
    filled = {(supply.row, supply.column) for supply in supplied if supply.row}
    ended = change.rows_ended if change else ()
    added = {row["id"] for row in change.rows_added} if change else set()
    before = {(cell.row, cell.column): cell.before for cell in change.cells} if change else {}
    columns = _columns([*rows, *ended])
    marked = change.changed_rows if change else frozenset()
    lines = [
        _line(row, columns, before, filled, "added" if row["id"] in added else "changed" if row["id"] in marked else "")
        for row in rows
    ]
    lines += [_line(row, columns, {}, set(), "ended") for row in ended]
    return Grid(tuple(columns), tuple(lines))


def cell_text(value: Any) -> str:
    """One cell as people read it.

    >>> cell_text(UNKNOWN), cell_text(None), cell_text((1, "b"))
    ('?', '–', '1, b')
    """
    if value is UNKNOWN:
        return "?"
    if value is None or value is ABSENT:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple | list):
        return ", ".join(cell_text(item) for item in value)
    if isinstance(value, date):
        return figures.day(value)
    return figures.number(value) if isinstance(value, int | Decimal) else words.code_label(str(value))


def _columns(rows: Iterable[Row]) -> list[Column]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        for code, value in row.items():
            found.setdefault(code, []).append(value)
    other = "_en" if not words.is_english() else ""
    columns = []
    for code, values in found.items():
        twin = code.removesuffix("_en") if code.endswith("_en") else f"{code}_en"
        spoken = twin in found and (code.endswith("_en") if other else not code.endswith("_en"))
        if spoken or (code != "id" and all(value is None for value in values)):
            continue
        columns.append(_column(code, values))
    return columns


def _column(code: str, values: list[Any]) -> Column:
    is_number = all(
        value is UNKNOWN or value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool))
        for value in values
    )
    is_prose = any(isinstance(value, str | tuple) and len(cell_text(value)) > _PROSE for value in values)
    return Column(code, words.column_label(code.removesuffix("_en")), is_number, is_prose)


def _line(
    row: Row, columns: Sequence[Column], before: Mapping[tuple[str, str], Any], filled: Set[tuple[str, str]], mark: Mark
) -> Line:
    cells = []
    for column in columns:
        value = row.get(column.code, ABSENT)
        place = (row["id"], column.code)
        was = cell_text(before[place]) if place in before else None
        text = str(value) if column.code == "id" else cell_text(value)
        cells.append((column, Cell(text, value is UNKNOWN, was, place in filled)))
    return Line(row["id"], tuple(cells), mark)
