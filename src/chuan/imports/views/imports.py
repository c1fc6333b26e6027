# SPDX-License-Identifier: Apache-2.0
"""Pages of the imports: upload, progress, what would happen or happened, files."""

import io
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted, require
from chuan.documents.models import StoredFile
from chuan.imports import errors, kinds, queries
from chuan.imports.actions.imports import start_import
from chuan.imports.actions.looking import fetch_file, reveal_rows
from chuan.imports.choices import Decision, FileKind, RowOutcome
from chuan.imports.forms import UploadForm
from chuan.imports.keeping import XLSX
from chuan.imports.kinds import ImportKind
from chuan.imports.models import Import
from chuan.imports.showing import shown_rows, tabs_of
from chuan.imports.template import template_workbook
from chuan.lib import clock
from chuan.ui.forms import SearchForm
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("imports.read")
@require_GET
def imports(request: StaffRequest) -> HttpResponse:
    """Every upload and what became of it."""
    page = page_of(request, queries.imports_shown(request.user))
    rows = [(one, queries.title_of(one.kind)) for one in page.rows]
    return render_page(request, "imports/imports.html", {
        "page": page, "rows": rows, "may_import": may(request.user, "imports.upload"),
    })


@permitted("imports.upload")
@require_GET
def choose_kind(request: StaffRequest) -> HttpResponse:
    """Say first what the list holds."""
    form = SearchForm(request.GET)
    return render_page(request, "imports/choose.html", {
        "form": form, "list_groups": queries.kinds_for(request.user, form.text()),
    })


@permitted("imports.upload")
@require_http_methods(["GET", "POST"])
def new_import(request: StaffRequest, code: str) -> HttpResponse:
    """Upload a list."""
    kind = _kind(request, code)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"decision": Decision.LATER})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_into(form):
            if file.size > settings.UPLOAD_MAX_BYTES:  # before it is read into memory
                raise errors.FileTooLarge(size=round(file.size / 2**20, 1), limit=settings.UPLOAD_MAX_BYTES // 2**20)
            started = start_import(actor=request.user, at=clock.now(), name=file.name, content=file.read(), kind=code,
                                   decision=form.cleaned_data["decision"])
            return redirect("imports:import", started.pk)
    return render_page(request, "imports/new.html", {"form": form, "kind": kind})


@permitted("imports.upload")
@require_GET
def template(request: StaffRequest, code: str) -> HttpResponse:
    """The workbook to fill in."""
    kind = _kind(request, code)
    content = template_workbook(kind, clock.today())
    disposition = f'attachment; filename="{kind.file_name}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


@permitted("imports.read")
@require_GET
def import_detail(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far an import is, what would happen or happened, row by row."""
    return _import_page(request, get_object_or_404(queries.imports_shown(request.user), pk=pk))


@permitted("imports.read")
@require_POST
def show_rows(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The same page with people's data in full; the record keeps who looked."""
    return _import_page(request, get_object_or_404(queries.imports_shown(request.user), pk=pk), revealed=True)


def _import_page(request: StaffRequest, found: Import, *, revealed: bool = False) -> HttpResponse:
    kind = kinds.get(found.kind)
    tabs, tab = tabs_of(found, request.GET.get("outcome", ""))
    page = page_of(request, queries.rows_of(found, tab))
    if revealed:
        reveal_rows(actor=request.user, imported=found, outcome=tab, rows=len(page.rows))
    rows = shown_rows(page.rows, kind, revealed=revealed)
    refusal = queries.refusal_of(found)
    return render_page(request, "imports/import.html", {
        "imported": found, "title": queries.title_of(found.kind), "page": page, "rows": rows,
        "shown": [c.title for c in kind.columns if c.field in kind.shown] if kind else [],
        "tabs": tabs, "tab": tab, "entries": queries.entries_of(found), "is_likely": tab == RowOutcome.LIKELY,
        "refusal": explain(refusal) if refusal else "", "may_import": kind is not None and may(request.user, kind.act),
        "may_reveal": any(row.hides for row in rows) and queries.may_see(request.user, kind), "revealed": revealed,
        "may_fetch": found.withdrawn_on is None and (kind is None or not kind.sees or may(request.user, kind.sees)),
    }, fragment="outcome", status=200)


@permitted("imports.read")
@require_GET
def import_file(request: StaffRequest, pk: UUID, which: str) -> HttpResponseBase:
    """The uploaded file, or the workbook to mend."""
    found = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    file_id = {FileKind.UPLOADED.value: found.file_id, FileKind.MARKED.value: found.marked_file_id}.get(which)
    if file_id is None:
        raise Http404
    fetch_file(actor=request.user, imported=found, which=which)
    file = StoredFile.objects.get(pk=file_id)
    return FileResponse(
        io.BytesIO(bytes(file.content)), as_attachment=True, filename=file.name, content_type=file.content_type
    )


def _kind(request: StaffRequest, code: str) -> ImportKind:
    kind = kinds.get(code)
    if kind is None:
        raise Http404
    require(request.user, kind.act)
    return kind
