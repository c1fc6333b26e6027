# SPDX-License-Identifier: Apache-2.0
"""What came out: the list behind each figure, what was changed, and the report of gaps as page, workbook and paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import permitted
from chuan.campaigns import papers, queries
from chuan.campaigns.choices import FindingKind, Gap
from chuan.campaigns.forms import EstablishmentFilter, finding_data
from chuan.campaigns.models import Campaign
from chuan.lib import clock
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, render_page

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("campaigns.read")
@require_GET
def establishments(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The establishments behind a figure."""
    found = _campaign(request, pk)
    lines = queries.progress_by_commune(request.user, found)
    form = EstablishmentFilter(request.GET, communes=[(line.code, line.name) for line in lines])
    wanted = {name: form.value(name) for name in ("finding", "sector", "commune", "gap")}
    listed = keyset_page(
        request, queries.establishments_matching(request.user, found, text=form.value("q"), **wanted), order=BY_NAME
    )
    return render_page(request, "campaigns/establishments.html", {"campaign": found, "form": form, "page": listed})


@permitted("campaigns.read")
@require_GET
def changes(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What the review changed, before and after."""
    found = _campaign(request, pk)
    listed = keyset_page(request, queries.changed_in(request.user, found), order=queries.LATEST)
    rows = [(row, finding_data(row)) for row in listed.rows]
    return render_page(request, "campaigns/changes.html", {"campaign": found, "page": listed, "rows": rows})


@permitted("campaigns.read")
@require_GET
def report(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Findings and gaps by sector and by commune."""
    found = _campaign(request, pk)
    context: dict[str, Any] = {"campaign": found, "findings": FindingKind, "gaps": Gap, "tables": papers.tables(request.user, found)}
    return render_page(request, "campaigns/report.html", context)


@permitted("campaigns.read")
@require_GET
def report_xlsx(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The report as a workbook."""
    return _file(papers.report_workbook(request.user, _campaign(request, pk)), _XLSX, "bao-cao-ra-soat.xlsx")


@permitted("campaigns.read")
@require_GET
def report_docx(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The report for a word processor."""
    found = _campaign(request, pk)
    content = papers.report_docx(request.user, found, at=found.closed_at or clock.now())
    return _file(content, _DOCX, "bao-cao-ra-soat.docx")


@permitted("campaigns.read")
@require_GET
def report_pdf(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The report laid out as an administrative document."""
    found = _campaign(request, pk)
    content = papers.report_pdf(request.user, found, at=found.closed_at or clock.now())
    return _file(content, "application/pdf", "bao-cao-ra-soat.pdf")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _campaign(request: StaffRequest, pk: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)
