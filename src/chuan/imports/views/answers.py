# SPDX-License-Identifier: Apache-2.0
"""What a person answers an import: which column is which, what is written, which rows are the same; stop, and undo."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuan.accounts.permissions import permitted
from chuan.imports import kinds, queries
from chuan.imports.actions import imports as acts
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import RowOutcome, Verdict
from chuan.imports.errors import KindUnknown
from chuan.imports.forms import ColumnsForm
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("imports.upload")
@require_http_methods(["GET", "POST"])
def columns(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say which column is which, and in which encoding the texts are."""
    found = get_object_or_404(queries.imports_shown(request.user), pk=pk)
    kind = kinds.get(found.kind)
    if kind is None:
        raise KindUnknown(kind=found.kind)
    form = ColumnsForm(request.POST or None, imported=found, kind=kind)
    titles = {column.heading: column.title for column in kind.columns}  # the question was put by a worker
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.answer_columns(actor=request.user, import_id=pk, mapping=form.mapping(), at=clock.now(),
                                encoding=form.cleaned_data.get("encoding", ""))
            return redirect("imports:import", pk)
    return render_page(request, "imports/columns.html", {
        "imported": found, "form": form, "kind": kind, "missing": [titles.get(one, one) for one in found.question.get("missing", ())],
    })


@permitted("imports.upload")
@require_POST
def decide(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Write what was shown."""
    decision = request.POST.get("decision", "")
    return _done(request, pk, lambda: acts.decide_import(
        actor=request.user, import_id=pk, decision=decision if decision in ("good", "all") else "good"))


@permitted("imports.upload")
@require_POST
def judge(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say of rows whether they are the same as those on file."""
    verdict = request.POST.get("verdict", "")
    rows = [int(text) for text in request.POST.getlist("row") if text.isdigit()]
    _done(request, pk, lambda: acts.judge_rows(
        actor=request.user, import_id=pk, verdict=verdict if verdict in Verdict.values else "", rows=rows or None))
    response = redirect("imports:import", pk)
    response["Location"] += f"?outcome={RowOutcome.LIKELY.value}"
    return response


@permitted("imports.upload")
@require_POST
def cancel(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Stop before anything is written."""
    return _done(request, pk, lambda: acts.cancel_import(actor=request.user, import_id=pk, at=clock.now()))


@permitted("imports.upload")
@require_http_methods(["GET", "POST"])
def undo(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Show what undoing takes away, then do it."""
    found = get_object_or_404(queries.imports_shown(request.user), pk=pk)
    if request.method == "POST":
        return _done(request, pk, lambda: undo_import(actor=request.user, import_id=pk, at=clock.now()),
                     _("The import is undone."))
    return render_page(request, "imports/undo.html", {"imported": found, "title": queries.title_of(found.kind)})


def _done(request: StaffRequest, pk: UUID, act: "object", said: str = "") -> HttpResponse:
    assert callable(act)
    try:
        act()
    except ChuanError as error:
        messages.error(request, explain(error))
    else:
        if said:
            messages.success(request, said)
    return redirect("imports:import", pk)
