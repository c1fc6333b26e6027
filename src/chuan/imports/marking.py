# SPDX-License-Identifier: Apache-2.0
"""The list given back: the same workbook with red cells and reasons, or, for long lists and CSV, only the bad rows."""

import io
from typing import TYPE_CHECKING

from chuan.imports.checking import Problems
from chuan.imports.columns import REASON
from chuan.imports.guard import Checked
from chuan.imports.kinds import ImportKind
from chuan.imports.problems import sentence, sentences
from chuan.imports.reading import STRIDE, UNCACHED, Sheet, Table

if TYPE_CHECKING:  # slow to load, and most processes never mark a workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: beyond this the workbook is not opened again: only the bad rows are given back
MAX_ROWS_MARKED = 20_000
MAX_CELLS_MARKED = 600_000
_RED = "FFC7CE"
_MAX_COMMENTS = 2_000
_REASON_WIDTH = 70


def mark(content: bytes, checked: Checked, table: Table, kind: ImportKind, problems: Problems) -> bytes:
    """The workbook to mend: the uploaded one marked, if it is small enough to be opened whole."""
    small = table.frame.height <= MAX_ROWS_MARKED and checked.cells <= MAX_CELLS_MARKED
    if checked.kind == "xlsx" and small:
        return _mark_same(content, table, kind, problems)
    return _only_bad(table, kind, problems)


def _mark_same(content: bytes, table: Table, kind: ImportKind, problems: Problems) -> bytes:
    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    # values instead of formulas: a formula saved from here would come back without its value
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    commented = 0
    for at, sheet in enumerate(table.sheets):
        here = {line % STRIDE: found for line, found in problems.items() if line // STRIDE == at}
        worksheet = book[sheet.name]
        assert isinstance(worksheet, Worksheet)
        commented = _mark_sheet(worksheet, sheet, kind, here, commented)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark_sheet(worksheet: "Worksheet", sheet: Sheet, kind: ImportKind, problems: Problems, commented: int) -> int:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, PatternFill

    # readers begin at the first filled column; openpyxl at A
    offset = sheet.extent.first_column if sheet.extent else 1
    reasons = _reason_column(worksheet, sheet, offset)
    fill = PatternFill("solid", start_color=_RED, end_color=_RED)
    for number, found in problems.items():
        for one in found:
            position = sheet.header.positions.get(one["column"])
            cell = worksheet.cell(number, position + offset if position is not None else reasons)
            cell.fill = fill
            if commented < _MAX_COMMENTS:
                cell.comment = Comment(sentence(one, kind), "Chuẩn", width=320, height=120)
                commented += 1
        cell = worksheet.cell(number, reasons, sentences(found, kind))
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.data_type = "s"  # a text, whatever it begins with
    return commented


def _reason_column(worksheet: "Worksheet", sheet: Sheet, offset: int) -> int:
    """The column of our answers, cleared if the workbook comes back marked from last time, marks included."""
    from openpyxl.styles import Font

    headings, row = sheet.header.headings, sheet.header.last_row + 1
    if REASON in headings:
        column = headings.index(REASON) + offset
        _clear(worksheet, row + 1, column)
        return column
    column = max((at + offset for at, text in enumerate(headings) if text), default=0) + 1
    cell = worksheet.cell(row, column, REASON)
    cell.font = Font(bold=True)
    worksheet.column_dimensions[cell.column_letter].width = _REASON_WIDTH
    return column


def _clear(worksheet: "Worksheet", first_row: int, column: int) -> None:
    from openpyxl.styles import PatternFill

    none = PatternFill(fill_type=None)
    for cells in worksheet.iter_rows(min_row=first_row, max_col=column):
        for cell in cells:
            if cell.fill.fill_type == "solid" and str(cell.fill.start_color.rgb).endswith(_RED):
                cell.fill, cell.comment = none, None
        if len(cells) >= column:
            cells[column - 1].value = None


def _only_bad(table: Table, kind: ImportKind, problems: Problems) -> bytes:
    import polars
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    bold, red = book.add_format({"bold": True}), book.add_format({"bg_color": f"#{_RED}"})
    header = table.sheets[0].header
    known = {column.field: column for column in kind.columns}
    fields = sorted(table.fields, key=lambda field: header.positions.get(field, len(header.headings)))
    columns = [known[field] for field in fields]
    for at, column in enumerate(columns):
        position = header.positions.get(column.field)
        sheet.write_string(0, at, header.headings[position] if position is not None else column.heading, bold)
    sheet.write_string(0, len(columns), REASON, bold)
    sheet.set_column(0, max(0, len(columns) - 1), 18)
    sheet.set_column(len(columns), len(columns), _REASON_WIDTH)
    wanted = polars.Series(list(problems), dtype=polars.Int64)
    rows = table.frame.filter(polars.col("line").is_in(wanted.implode())).select("line", *(c.field for c in columns))
    for at, (line, *texts) in enumerate(rows.iter_rows(), start=1):
        bad = {one["column"] for one in problems[line]}
        for position, (column, text) in enumerate(zip(columns, texts, strict=True)):
            shown = "" if text in (None, UNCACHED) else text
            sheet.write_string(at, position, shown, red if column.field in bad else None)
        sheet.write_string(at, len(columns), sentences(problems[line], kind), red)
    book.close()
    return out.getvalue()
