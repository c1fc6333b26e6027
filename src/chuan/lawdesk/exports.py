# SPDX-License-Identifier: Apache-2.0
"""Lists behind the figures of a trial as files: all rows, nothing in them that a spreadsheet would carry out."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from chuan.lawdesk.effects import Cell, Listing

FORMATS = ("xlsx", "csv")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def export(listing: Listing, *, fmt: str, on: date) -> HttpResponse:
    """The whole list as a download."""
    name = f"what-if-{listing.key}-{on:%Y-%m-%d}.{fmt}"
    content, media_type = (_csv(listing), "text/csv; charset=utf-8") if fmt == "csv" else (_xlsx(listing), _XLSX)
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_DANGEROUS) and not isinstance(cell, int) else text


def _csv(listing: Listing) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(listing.columns)
    writer.writerows([_plain(cell) for cell in row] for row in listing.fetch(None))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # without the mark Excel takes UTF-8 for something else


def _xlsx(listing: Listing) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    bold, days = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy"})
    for column, heading in enumerate(listing.columns):
        sheet.write_string(0, column, str(heading), bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(listing.columns) - 1, 22)
    for row, column, cell in _cells(listing):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001 — a day
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell)
        else:
            sheet.write_string(row, column, "" if cell is None else str(cell))  # a text, whatever it begins with
    book.close()
    return out.getvalue()


def _cells(listing: Listing) -> Iterator[tuple[int, int, Any]]:
    for number, row in enumerate(listing.fetch(None), start=1):
        for column, cell in enumerate(row):
            yield number, column, cell
