# SPDX-License-Identifier: Apache-2.0
"""Cells as text, of workbooks (calamine) and CSV in the encodings Vietnamese offices write."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuan.registry import errors
from chuan.registry.imports import columns
from chuan.registry.imports.guard import MAX_COLUMNS, MAX_ROWS, Checked, SheetExtent

if TYPE_CHECKING:  # slow to load, and only the worker reads lists
    import fastexcel
    import polars

_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 60


@dataclass(frozen=True)
class Table:
    """A list: its rows as (number in the spreadsheet, texts by field), and where it stood."""

    sheet: str
    rows: list[tuple[int, dict[str, str]]]
    fields: tuple[str, ...]


def read_table(content: bytes, checked: Checked) -> Table:
    """Read the list out of a file that the guard let through; blank rows are left out."""
    if checked.kind == "csv":
        return _read_text(content)
    return _read_workbook(content, checked)


def _read_workbook(content: bytes, checked: Checked) -> Table:
    import polars

    chosen, frame = _sheet_of_list(_open(content), checked)
    header = columns.find_header(frame.head(columns.HEADER_ROWS).rows())
    fields = tuple(header.positions)
    wanted = frame.select(polars.nth(*header.positions.values()))
    uncached = _uncached_by_row(chosen, header)
    rows = []
    for number, cells in enumerate(wanted.iter_rows(), start=1):
        if number <= header.last_row + 1:
            continue
        row = {name: unicodedata.normalize("NFC", cell).strip() for name, cell in zip(fields, cells, strict=True) if cell}
        for name in uncached.get(number, ()):
            row[name] = UNCACHED
        if any(row.values()):
            rows.append((number, row))
    return _table(chosen.name, rows, fields)


def _sheet_of_list(reader: "fastexcel.ExcelReader", checked: Checked) -> "tuple[SheetExtent, polars.DataFrame]":
    """The first sheet with headings of ours; the first with anything in it if there is none."""
    filled = [sheet for sheet in checked.sheets if sheet.last_row]
    if not filled:
        raise errors.SheetEmpty()
    for extent in filled:
        frame = _load(reader, extent)
        if columns.looks_like_header(frame.head(columns.HEADER_ROWS).rows()):
            return extent, frame
    return filled[0], _load(reader, filled[0])


#: stands for a formula without a value; no cell can hold it
UNCACHED = "\x00formula"


def _uncached_by_row(extent: SheetExtent, header: columns.Header) -> dict[int, list[str]]:
    names = {position + extent.first_column: name for name, position in header.positions.items()}
    by_row: dict[int, list[str]] = {}
    for row, column in extent.uncached:
        if column in names:
            by_row.setdefault(row, []).append(names[column])
    return by_row


def _open(content: bytes) -> "fastexcel.ExcelReader":
    import fastexcel

    try:
        return fastexcel.read_excel(content)
    except BaseException as error:
        raise _damaged(error) from error


def _load(reader: "fastexcel.ExcelReader", extent: SheetExtent) -> "polars.DataFrame":
    try:
        sheet = reader.load_sheet(extent.name, header_row=None, skip_rows=0, dtypes="string")
        return sheet.to_polars()
    except BaseException as error:
        raise _damaged(error) from error


def _damaged(error: BaseException) -> BaseException:
    """A panic of the reader (no `Exception`) and its own errors mean a damaged file; all else passes."""
    import fastexcel

    own = isinstance(error, fastexcel.FastExcelError) or type(error).__name__ == "PanicException"
    return errors.FileDamaged() if own else error


def _read_text(content: bytes) -> Table:
    text = unicodedata.normalize("NFC", decode(content))
    if not text.strip():
        raise errors.SheetEmpty()
    lines = text.splitlines()[:_SNIFFED_LINES]
    delimiter = max(_DELIMITERS, key=lambda sign: _headings(lines, sign))
    rows: list[tuple[int, list[str]]] = list(_csv_rows(text, delimiter))
    header = columns.find_header([row for _, row in rows[: columns.HEADER_ROWS]])
    fields = tuple(header.positions)
    found = []
    for number, cells in rows[header.last_row + 1 :]:
        row = {name: cells[at].strip() for name, at in header.positions.items() if at < len(cells) and cells[at].strip()}
        if row:
            found.append((number, row))
    return _table("", found, fields)


def decode(content: bytes) -> str:
    """The text, in whichever encoding: UTF-16 or UTF-8 by mark or shape, otherwise Windows-1258."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in content[:1000]:
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    for attempt in (encoding, "cp1258"):
        try:
            return content.decode(attempt)
        except UnicodeDecodeError:
            continue
    raise errors.FileUnreadable(file="CSV")


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise errors.SheetTooFar(row=number, column=len(row), rows=MAX_ROWS, columns=MAX_COLUMNS)
            yield number, row
    except csv.Error as error:
        raise errors.FileUnreadable(file="CSV") from error


def _headings(lines: list[str], delimiter: str) -> int:
    """How many of our headings appear in the best of the first lines, split by this sign."""
    known = {columns.heading_key(name) for c in columns.COLUMNS for name in (c.heading, *c.aliases)}
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    return max((sum(columns.heading_key(cell) in known for cell in row if cell) for row in rows), default=0)


def _table(sheet: str, rows: list[tuple[int, dict[str, str]]], fields: tuple[str, ...]) -> Table:
    if not rows:
        raise errors.NoRows()
    return Table(sheet, rows, fields)
