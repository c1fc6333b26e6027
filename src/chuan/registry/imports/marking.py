# SPDX-License-Identifier: Apache-2.0
"""The list given back: the same workbook with red cells and reasons, or, for long lists and CSV, only the bad rows."""

import io
from typing import TYPE_CHECKING

from chuan.registry.imports.columns import (
    COLUMNS,
    HEADER_ROWS,
    HEADINGS,
    REASON,
    Header,
    find_header,
)
from chuan.registry.imports.guard import Checked
from chuan.registry.imports.problems import Problem, sentence, sentences
from chuan.registry.imports.reading import UNCACHED, Table

if TYPE_CHECKING:  # slow to load, and most processes never mark a workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: beyond this the workbook is not opened again: only the bad rows are given back
MAX_ROWS_MARKED = 20_000
MAX_CELLS_MARKED = 600_000
_RED = "FFC7CE"
_MAX_COMMENTS = 2_000
_REASON_WIDTH = 70

Refused = dict[int, list[Problem]]


def mark(content: bytes, checked: Checked, table: Table, refused: Refused) -> bytes:
    """The workbook to mend: the uploaded one marked, if it is small enough to be opened whole."""
    small = len(table.rows) <= MAX_ROWS_MARKED and checked.cells <= MAX_CELLS_MARKED
    if checked.kind == "xlsx" and small:
        return _mark_same(content, table, refused)
    return _only_bad(table, refused)


def _mark_same(content: bytes, table: Table, refused: Refused) -> bytes:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    # values instead of formulas: a formula saved from here would come back without its value
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheet = book[table.sheet]
    assert isinstance(sheet, Worksheet)
    first = [[None if value is None else str(value) for value in row]
             for row in sheet.iter_rows(max_row=HEADER_ROWS, values_only=True)]
    header = find_header(first)
    reasons = _reason_column(sheet, first, header)
    fill = PatternFill("solid", start_color=_RED, end_color=_RED)
    commented = 0
    for number, problems in refused.items():
        for one in problems:
            position = header.positions.get(one["column"])
            cell = sheet.cell(number, position + 1 if position is not None else reasons)
            cell.fill = fill
            if commented < _MAX_COMMENTS:
                cell.comment = Comment(sentence(one), "Chuẩn", width=320, height=120)
                commented += 1
        cell = sheet.cell(number, reasons, sentences(problems))
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _reason_column(sheet: "Worksheet", first: list[list[str | None]], header: Header) -> int:
    """The column of our answers, cleared if the workbook comes back marked from last time, marks included."""
    from openpyxl.styles import Font

    row = first[header.last_row]
    if REASON in row:
        column = row.index(REASON) + 1
        _clear(sheet, header.last_row + 2, column)
        return column
    column = max((at + 1 for at, text in enumerate(row) if text), default=0) + 1
    cell = sheet.cell(header.last_row + 1, column, REASON)
    cell.font = Font(bold=True)
    sheet.column_dimensions[cell.column_letter].width = _REASON_WIDTH
    return column


def _clear(sheet: "Worksheet", first_row: int, column: int) -> None:
    from openpyxl.styles import PatternFill

    none = PatternFill(fill_type=None)
    for cells in sheet.iter_rows(min_row=first_row, max_col=column):
        for cell in cells:
            if cell.fill.fill_type == "solid" and str(cell.fill.start_color.rgb).endswith(_RED):
                cell.fill, cell.comment = none, None
        if len(cells) >= column:
            cells[column - 1].value = None


def _only_bad(table: Table, refused: Refused) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    bold, red = book.add_format({"bold": True}), book.add_format({"bg_color": f"#{_RED}"})
    fields = [column.field for column in COLUMNS if column.field in table.fields]
    for at, name in enumerate([*(HEADINGS[field] for field in fields), REASON]):
        sheet.write_string(0, at, name, bold)
    sheet.set_column(0, len(fields) - 1, 18)
    sheet.set_column(len(fields), len(fields), _REASON_WIDTH)
    line = 0
    for number, texts in table.rows:
        problems = refused.get(number)
        if not problems:
            continue
        line += 1
        bad = {one["column"] for one in problems}
        for at, field in enumerate(fields):
            text = texts.get(field, "")
            sheet.write_string(line, at, "" if text == UNCACHED else text, red if field in bad else None)
        sheet.write_string(line, len(fields), sentences(problems), red)
    book.close()
    return out.getvalue()
