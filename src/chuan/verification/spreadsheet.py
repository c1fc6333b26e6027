# SPDX-License-Identifier: Apache-2.0
"""Lists as workbooks."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuan import law
from chuan.verification.models import VerificationCertificate

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (12, 24, 16, 16, 18, 32, 30, 14, 14, 14, 14, 22, 14, 18)


def certificates_workbook(found: QuerySet[VerificationCertificate], *, on: date) -> HttpResponse:
    """The certificates as .xlsx; texts stay texts, so nothing typed by anybody becomes a formula."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    })
    sheet = book.add_worksheet(_("Certificates")[:31])
    head = book.add_format({"bold": True, "bg_color": "#E4EDEE", "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(0, 0, _heads(), head)
    sheet.freeze_panes(1, 1)
    rows = 0
    for rows, certificate in enumerate(found.iterator(chunk_size=2000), start=1):
        for column, value in enumerate(_row(certificate, on)):
            if isinstance(value, date):
                sheet.write_datetime(rows, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 — a cell has no zone
            else:
                sheet.write_string(rows, column, str(value))
    sheet.autofilter(0, 0, rows, len(_WIDTHS) - 1)
    book.close()
    response = HttpResponse(out.getvalue(), content_type=_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="giay-chung-nhan-{on.isoformat()}.xlsx"'
    return response


def _heads() -> list[str]:
    return [
        _("Number"), _("Instrument"), _("Maker"), _("Model"), _("Serial number"), _("Owner"), _("Place of use"),
        _("Verified on"), _("Date of issue"), _("Holds until"), _("Mark"), _("Verifier"), _("Standing"), _("Reason"),
    ]


def _row(certificate: VerificationCertificate, on: date) -> Iterable[Any]:
    instrument, job = certificate.instrument, certificate.job
    return (
        certificate.code, law.kind_name(instrument.kind), instrument.maker, instrument.model, instrument.serial,
        instrument.owner.name, instrument.premises.name, certificate.verified_on, certificate.issued_on,
        certificate.valid_until or "", certificate.mark.code if certificate.mark else "",
        job.verifier.get_full_name() if job else "", certificate.standing_on(on).label, certificate.revocation_reason,
    )
