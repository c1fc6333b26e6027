# SPDX-License-Identifier: Apache-2.0
"""Pages of jobs: the list and the measurement sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted, require
from chuan.audit.queries import entries_about
from chuan.documents.responses import file_response
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page
from chuan.verification import queries
from chuan.verification.actions import sheets as acts
from chuan.verification.choices import JobStatus
from chuan.verification.forms import JobFilter, ReasonForm, SheetForm, parse_cells
from chuan.verification.models import Job
from chuan.verification.views.sheet import frozen_points, points_of, state_of

SHEET = "verification/job.html"


@permitted("verification.read")
@require_GET
def jobs(request: StaffRequest) -> HttpResponse:
    """All jobs, the reader's own open ones first."""
    form = JobFilter(request.GET)
    found = queries.jobs_matching(request.user, **(form.cleaned_data if form.is_valid() else {}))
    return render_page(request, "verification/jobs.html", {"filters": form, "page": page_of(request, found)}, status=200)


@permitted("verification.read")
@require_http_methods(["GET", "POST"])
def job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The measurement sheet: typed into while open, read afterwards."""
    found = get_object_or_404(queries.jobs_of(request.user), pk=pk)
    mine = found.status == JobStatus.OPEN and found.verifier_id == request.user.pk
    if request.method == "POST":
        require(request.user, "verification.measure", found)
        return _save(request, found) if mine else _closed(request, found)
    if not (mine and may(request.user, "verification.measure")):
        return render_page(request, "verification/job_closed.html", _closed_context(request, found))
    return render_page(request, SHEET, _open_context(found, SheetForm(initial=_initial(found))), fragment="found")


@permitted("verification.issue")
@require_POST
def return_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Send a passed job back to its verifier."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    try:
        acts.return_job(job=found, reason=form.data.get("reason", "")[:300], actor=request.user)
        messages.success(request, _("The job is back with its verifier."))
    except ChuanError as error:
        messages.error(request, explain(error))
    return redirect("verification:waiting")


@permitted("verification.read")
@require_GET
def rejection_pdf(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The rejection notice of a job."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    notice = getattr(found, "rejection_notice", None)
    if notice is None or notice.document is None:
        raise Http404
    return file_response(notice.document, made_by_us=True)


def _save(request: StaffRequest, found: Job) -> HttpResponse:
    form = SheetForm(request.POST)
    readings, wrong = parse_cells(request.POST)
    form.is_valid()
    draft = form.draft(readings, standards=request.POST.getlist("standard"))
    if request.POST.get("act") == "submit":
        if wrong:
            form.add_error(None, _("Some cells hold no usable number; they are marked."))
        if form.is_valid():
            with refusals_into(form):
                closed = acts.submit_sheet(job=found, draft=draft, actor=request.user, at=clock.now())
                _say_verdict(request, closed)
                return redirect(closed)
    try:
        acts.save_readings(job=found, draft=draft, actor=request.user, at=clock.now())
    except ChuanError as error:
        if not form.errors:
            form.add_error(None, explain(error))
    found = queries.jobs_of(request.user).get(pk=found.pk)
    context = _open_context(found, form, wrong=wrong)
    return render_page(request, SHEET, context, fragment="found", status=200 if request.htmx else None)


def _say_verdict(request: StaffRequest, closed: Job) -> None:
    if closed.status == JobStatus.PASSED:
        messages.success(request, _("Passed. Mark %(mark)s is reserved; stick it on.") % {"mark": closed.mark})
    else:
        messages.warning(request, _("Failed. The rejection notice is made; print it for the user."))


def _closed(request: StaffRequest, found: Job) -> HttpResponse:
    messages.error(request, _("This sheet is closed, or it belongs to somebody else."))
    return redirect(found)


def _initial(found: Job) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: ""}
    return {
        "measured_on": found.measured_on or clock.today(), "liquid": found.liquid, "ambient_c": found.ambient_c,
        "visual_passed": words[found.visual_passed], "technical_passed": words[found.technical_passed],
        "remarks": found.remarks,
    }


def _open_context(found: Job, form: SheetForm, *, wrong: Any = ()) -> dict[str, Any]:
    day = found.measured_on or clock.today()
    procedure = queries.procedure_on(found.instrument.kind, day=day)
    findings = queries.findings_of(found, procedure)
    return {
        "job": found, "form": form, "procedure": procedure, "findings": findings, "state": state_of(findings.passed),
        "points": points_of(findings, found.readings.all(), wrong=wrong), "day": day, "wrong": wrong,
        "standards": queries.standards_to_choose(found, procedure=procedure, day=day),
    }


def _closed_context(request: StaffRequest, found: Job) -> dict[str, Any]:
    return {
        "job": found, "points": frozen_points(found.findings), "entries": entries_about(found),
        "readings": found.readings.all(), "notice": getattr(found, "rejection_notice", None),
        "may_return": found.status == JobStatus.PASSED and may(request.user, "verification.issue", found),
        "reason_form": ReasonForm(),
    }
