# SPDX-License-Identifier: Apache-2.0
"""A copy of a person's data for that person, as JSON for machines or as a workbook for people."""

import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuan.imports.queries import about_records, looks_at
from chuan.merging.queries import ids_with_merged
from chuan.parties import personal, queries
from chuan.parties.models import Activity, Contact, Party
from chuan.parties.personal import Holding

FORMATS = ("json", "xlsx")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def holdings_of(subject: Party | Contact) -> list[Holding]:
    """Everything held about a person: their own row, what hangs on it, who looked, and what higher rooms hold."""
    own = Holding(title=_("Particulars"), headings=(pgettext("table", "Field"), _("Value")), rows=list(queries.about(subject).items()))
    if isinstance(subject, Contact):
        looked = [(e.at, e.actor_name) for e in queries.accesses_to(subject.party) if e.data.get("contact") == str(subject.pk)]
        lists = _lists([subject.pk], filter(None, (subject.phone, subject.email)))
        return [own, Holding(title=_("Who looked"), headings=(_("When"), _("By whom")), rows=looked), *lists]
    carried = [(str(one), one.valid_from, one.valid_until) for one in Activity.objects.filter(party=subject)]
    found = [
        own,
        Holding(title=_("Former names"), headings=(_("Name"), _("From"), _("Until")),
                rows=[(one.name, one.since, one.until) for one in queries.former_names_of(subject)]),
        Holding(title=_("Premises"), headings=(_("Name"), _("Address"), _("Commune")), rows=[
            (one.name, one.address, str(one.current_unit or "")) for one in subject.premises.select_related("current_unit")
        ]),
        Holding(title=_("Contacts"), headings=(_("Name"), _("Phone"), _("E-mail"), _("Purpose")), rows=[
            (one.name, one.phone, one.email, one.purpose) for one in Contact.objects.filter(party=subject, erased_on=None)
        ]),
        Holding(title=_("Activities"), headings=(_("Activity"), _("From"), _("Until")), rows=carried),
        Holding(title=_("Who looked"), headings=(_("When"), _("By whom")),
                rows=[(entry.at, entry.actor_name) for entry in queries.accesses_to(subject)]),
    ]
    ids = [*ids_with_merged(subject.audit_subject, subject.pk), *Contact.objects.filter(party=subject).values_list("pk", flat=True)]
    texts = filter(None, (subject.name, subject.tax_code, subject.phone, subject.email))
    return [holding for holding in found if holding.rows] + _lists(ids, texts) + personal.elsewhere(subject)


def _lists(ids: list[UUID], texts: Iterable[str]) -> list[Holding]:
    """Imported lists that brought the person in, or kept a row about them, and who looked at them; none if there are none."""
    found = list(about_records(ids, list(texts)).select_related("file", "uploaded_by").defer("file__content"))
    names = {str(one.pk): one.file.name for one in found}
    looked = [(entry.at, entry.actor_name, names[entry.subject_id]) for entry in looks_at(found)]
    rows = [(one.file.name, one.uploaded_at, str(one.uploaded_by), one.withdrawn_on) for one in found]
    headings = (_("File"), _("Uploaded"), _("By whom"), _("Files withdrawn"))
    held = (
        Holding(title=_("Imported lists"), headings=headings, rows=rows),
        Holding(title=_("Who looked at the lists"), headings=(_("When"), _("By whom"), _("File")), rows=looked),
    )
    return [one for one in held if one.rows]


def copy_of(subject: Party | Contact, *, fmt: str, on: date) -> HttpResponse:
    """The copy as a download."""
    name = f"du-lieu-ca-nhan-{on:%Y-%m-%d}.{fmt}"
    content, kind = (_json(subject, on), "application/json") if fmt == "json" else (_xlsx(subject), _XLSX)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _json(subject: Party | Contact, on: date) -> bytes:
    holdings = [
        {
            "title": str(one.title), "rows": [dict(zip(map(str, one.headings), map(_plain, row), strict=True)) for row in one.rows],
        } | ({"kept_because": str(one.kept_because)} if one.kept_because else {})
        for one in holdings_of(subject)
    ]
    return json.dumps({"made_on": on.isoformat(), "data": holdings}, ensure_ascii=False, indent=2).encode()


def _xlsx(subject: Party | Contact) -> bytes:
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    for number, holding in enumerate(holdings_of(subject), start=1):
        sheet = book.add_worksheet(f"{number}. {holding.title}"[:31].translate(_FORBIDDEN))
        sheet.set_column(0, len(holding.headings), 28)
        sheet.write_row(0, 0, [str(heading) for heading in holding.headings], bold)
        for line, row in enumerate(holding.rows, start=1):
            sheet.write_row(line, 0, [_plain(value) for value in row])
    book.close()
    return out.getvalue()


_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None else str(value)
