# SPDX-License-Identifier: Apache-2.0
"""Pages of the imports: upload, progress, what was refused and why, the workbook to mend."""

import io
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.documents.models import StoredFile
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.places.queries import communes_on
from chuan.registry import errors, queries
from chuan.registry.actions.imports import start_import
from chuan.registry.forms import UploadForm
from chuan.registry.imports.columns import COLUMNS
from chuan.registry.imports.problems import sentence
from chuan.registry.imports.run import XLSX
from chuan.registry.imports.template import template_workbook
from chuan.registry.models import Import, ImportRow
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("registry.read_import")
@require_GET
def imports(request: StaffRequest) -> HttpResponse:
    """Every upload and what became of it."""
    page = page_of(request, queries.imports_shown())
    return render_page(request, "registry/imports.html", {
        "page": page, "may_import": may(request.user, "registry.import"),
    })


@permitted("registry.import")
@require_http_methods(["GET", "POST"])
def new_import(request: StaffRequest) -> HttpResponse:
    """Upload a list."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_into(form):
            if file.size > settings.UPLOAD_MAX_BYTES:  # before it is read into memory
                raise errors.FileTooLarge(size=round(file.size / 2**20, 1), limit=settings.UPLOAD_MAX_BYTES // 2**20)
            started = start_import(actor=request.user, at=clock.now(), name=file.name, content=file.read())
            return redirect("registry:import", started.pk)
    return render_page(request, "registry/import_new.html", {"form": form, "columns": COLUMNS})


@permitted("registry.read_import")
@require_GET
def import_detail(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far an import is, and in the end what was refused and why."""
    found = get_object_or_404(queries.imports_shown(), pk=pk)
    page = page_of(request, ImportRow.objects.filter(source=found))
    rows = [(row, [sentence(problem) for problem in row.problems]) for row in page.rows]
    refusal = _refusal(found)
    return render_page(request, "registry/import.html", {
        "imported": found, "page": page, "rows": rows, "entries": entries_about(found),
        "refusal": explain(refusal) if refusal else "", "may_import": may(request.user, "registry.import"),
    }, fragment="outcome")


@permitted("registry.read_import")
@require_GET
def import_file(request: StaffRequest, pk: UUID, which: str) -> HttpResponseBase:  # noqa: ARG001
    """The uploaded file, or the workbook to mend."""
    found = get_object_or_404(Import.objects.only("file_id", "marked_file_id"), pk=pk)
    file_id = {"uploaded": found.file_id, "marked": found.marked_file_id}.get(which)
    if file_id is None:
        raise Http404
    file = StoredFile.objects.get(pk=file_id)
    return FileResponse(
        io.BytesIO(bytes(file.content)), as_attachment=True, filename=file.name, content_type=file.content_type
    )


@permitted("registry.import")
@require_GET
def template(request: StaffRequest) -> HttpResponse:  # noqa: ARG001
    """The workbook to fill in."""
    content = template_workbook(list(communes_on(clock.today())))
    disposition = 'attachment; filename="mau-cot-do-xang-dau.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def _refusal(found: Import) -> ChuanError | None:
    """The error for which a whole file was refused."""
    kinds = {kind.code: kind for kind in errors.FileRefused.__subclasses__()}
    kind = kinds.get(found.error_code)
    return kind(**found.error_data) if kind else None
