# SPDX-License-Identifier: Apache-2.0
"""Saving a view, letting it go, and exporting; the lists themselves are pages of their rooms."""

import io
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.lists import queries
from chuan.lists.actions import exports, views
from chuan.lists.choices import Format
from chuan.lists.errors import TooManyRows
from chuan.lists.files import MOST_ROWS
from chuan.lists.kinds import ListKind, find_kind
from chuan.lists.models import Export, SavedView
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, render_page


@permitted("lists.use")
@require_POST
def save_view(request: StaffRequest, code: str) -> HttpResponse:
    """Keep the list as it is now."""
    kind, query = _kind(code), request.POST.get("query", "")
    try:
        view = views.save_view(
            actor=request.user, at=clock.now(), kind=kind, name=request.POST.get("name", "").replace("\0", ""), query=query,
            shared="shared" in request.POST, is_default="is_default" in request.POST,
        )
    except ChuanError as error:
        messages.error(request, explain(error))
        return redirect(_address(kind, views.kept_query(query)))
    messages.success(request, _("Saved."))
    return redirect(_address(kind, view.query))


@permitted("lists.use")
@require_POST
def remove_view(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Let a view of one's own go."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    views.remove_view(actor=request.user, view=view)
    messages.success(request, _("Removed."))
    return redirect(_address(_kind(view.list), "all=1"))


@permitted("lists.use")
@require_POST
def choose_default(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Open the list with this view from now on, or no longer."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    views.choose_default(actor=request.user, view=view, chosen=not view.is_default)
    return redirect(_address(_kind(view.list), view.query))


@permitted("lists.use")
@require_POST
def request_export(request: StaffRequest, code: str) -> HttpResponseBase:
    """The file at once when the list is short, else the page that waits for it."""
    kind, fmt, query = _kind(code), request.POST.get("format", ""), request.POST.get("query", "")
    if fmt not in Format.values:
        raise Http404
    try:
        export = exports.request_export(
            actor=request.user, at=clock.now(), on=clock.today(), kind=kind, query=query, fmt=fmt
        )
    except ChuanError as error:
        messages.error(request, explain(error))
        return redirect(_address(kind, views.kept_query(query)))
    return _download(export) if export.file_id else redirect("lists:export", export.pk)


@permitted("lists.use")
@require_GET
def export(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far an export is, and its file in the end."""
    found = get_object_or_404(queries.exports_of(request.user), pk=pk)
    kind = find_kind(found.list)
    refusal = TooManyRows(limit=MOST_ROWS) if found.error_code == TooManyRows.code else None
    return render_page(request, "lists/export.html", {
        "export": found, "kind": kind, "list_url": _address(kind, found.query) if kind else "",
        "refusal": explain(refusal) if refusal else "",
    }, fragment="outcome")


@permitted("lists.use")
@require_GET
def export_list(request: StaffRequest) -> HttpResponse:
    """The exports one asked for in the last days."""
    page = page_of(request, queries.exports_of(request.user))
    rows = [(one, find_kind(one.list)) for one in page.rows]
    return render_page(request, "lists/exports.html", {"page": page, "rows": rows})


@permitted("lists.use")
@require_GET
def export_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The finished file."""
    found = get_object_or_404(Export.objects.visible_to(request.user).exclude(file=None).select_related("file"), pk=pk)
    return _download(found)


def _download(found: Export) -> HttpResponseBase:
    assert found.file is not None
    return FileResponse(
        io.BytesIO(bytes(found.file.content)), as_attachment=True, filename=found.file.name,
        content_type=found.file.content_type,
    )


def _kind(code: str) -> ListKind:
    kind = find_kind(code)
    if kind is None:
        raise Http404
    return kind


def _address(kind: ListKind, query: str) -> str:
    return f"{reverse(kind.url_name)}?{query or 'all=1'}"
