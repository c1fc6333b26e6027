# SPDX-License-Identifier: Apache-2.0
"""Lists as files: exactly the rows shown, streamed, with nothing in them that a spreadsheet would carry out."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from chuan.registry.imports.run import XLSX
from chuan.registry.models import Instrument, InstrumentQuerySet

FORMATS = ("xlsx", "csv")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_CHUNK = 1000


def headings() -> list[str]:
    """The headings, in the reader's language."""
    return [
        _("Kind"), _("Maker"), _("Model"), _("Serial number"), _("Type-approval mark"), _("Owner"), _("Tax code"),
        _("Place of use"), _("Address"), _("Commune"), _("Last verified on"), _("Valid until"), _("Standing"),
    ]


def values(instrument: Instrument, on: date) -> list[Any]:
    """One row."""
    place = instrument.premises
    return [
        instrument.kind_name, instrument.maker, instrument.model, instrument.serial, instrument.type_approval_mark,
        instrument.owner.name, instrument.owner.tax_code, place.name, place.address,
        place.current_unit.full_name if place.current_unit else "", instrument.last_verified_on, instrument.valid_until,
        str(instrument.standing_on(on).label),
    ]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def export(found: InstrumentQuerySet, *, on: date, fmt: str, name: str) -> HttpResponseBase:
    """The list as a download."""
    filename = f"{name}-{on:%Y-%m-%d}.{fmt}"
    disposition = f'attachment; filename="{filename}"'
    if fmt == "csv":
        return StreamingHttpResponse(
            _csv(found, on), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
        )
    return HttpResponse(_xlsx(found, on), content_type=XLSX, headers={"Content-Disposition": disposition})


def _csv(found: InstrumentQuerySet, on: date) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings())
    yield "\ufeff"  # without the mark Excel takes UTF-8 for something else
    for count, instrument in enumerate(found.iterator(chunk_size=_CHUNK), start=1):
        writer.writerow([
            f"{value:%d/%m/%Y}" if isinstance(value, date) else harmless(str(value or ""))
            for value in values(instrument, on)
        ])
        if count % _CHUNK == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _xlsx(found: InstrumentQuerySet, on: date) -> bytes:
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet(_("Instruments")[:31])
    bold, days = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy"})
    for column, heading in enumerate(headings()):
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings()) - 1, 20)
    for row, instrument in enumerate(found.iterator(chunk_size=_CHUNK), start=1):
        for column, value in enumerate(values(instrument, on)):
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001 — a day
            else:
                sheet.write_string(row, column, str(value or ""))  # a text, whatever it begins with
    book.close()
    return out.getvalue()
