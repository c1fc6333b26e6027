# SPDX-License-Identifier: Apache-2.0
"""Lists as files: exactly the rows and columns shown, with nothing in them that a spreadsheet would carry out."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _

from chuan.lib import clock
from chuan.lists.choices import Format
from chuan.lists.kinds import Column

CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Format.CSV: "text/csv; charset=utf-8",
}
#: a worksheet holds 1,048,576 rows
MOST_ROWS = 1_000_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_STEP = 1000

#: told how many rows are written
Progress = Callable[[int], None]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def plain(value: Any) -> Any:
    """A value as a cell holds it: a date, a number, or a text."""
    if isinstance(value, datetime):
        return value.astimezone(clock.VIETNAM).date()
    if isinstance(value, date | Decimal | float) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    label = getattr(value, "label", None)
    return str(value if label is None else label) if value is not None else ""


def write(
    out: IO[bytes], rows: Iterable[Any], columns: list[Column], *, day: date, fmt: str, progress: Progress = lambda _n: None
) -> int:
    """Write rows; how many there were."""
    values = ([plain(column.value(row, day)) for column in columns] for row in rows)
    writer = _csv if fmt == Format.CSV else _xlsx
    return writer(out, _told(values, progress), [str(column.heading) for column in columns])


def _told(values: Iterable[list[Any]], progress: Progress) -> Iterator[list[Any]]:
    for count, row in enumerate(values, start=1):
        yield row
        if count % _STEP == 0:
            progress(count)


def _csv(out: IO[bytes], values: Iterable[list[Any]], headings: list[str]) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)  # without the mark Excel guesses
    writer = csv.writer(text)
    writer.writerow(headings)
    count = 0
    for row in values:
        writer.writerow([_written(value) for value in row])
        count += 1
    text.detach()
    return count


def _written(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year:04}"
    return harmless(value) if isinstance(value, str) else str(value)


def _xlsx(out: IO[bytes], values: Iterable[list[Any]], headings: list[str]) -> int:
    import xlsxwriter  # slow to load, and most processes never write a workbook

    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet(_("List")[:31])
    bold, days = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy"})
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 20)
    count = 0
    for count, row in enumerate(values, start=1):
        for at, value in enumerate(row):
            _put(sheet, count, at, value, days)
    book.close()
    return count


def _put(sheet: Any, row: int, at: int, value: Any, days: Any) -> None:
    if isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001 — a day
    elif isinstance(value, date | str):
        sheet.write_string(row, at, value if isinstance(value, str) else _written(value))  # whatever it begins with
    else:
        sheet.write_number(row, at, float(value))
