# SPDX-License-Identifier: Apache-2.0
"""Pages of measurement standards and marks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted, require
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page
from chuan.verification import papers, queries
from chuan.verification.actions import marks as mark_acts
from chuan.verification.actions import standards as acts
from chuan.verification.choices import MarkStatus
from chuan.verification.forms import CalibrationForm, MarksForm, ReasonForm, StandardForm
from chuan.verification.models import MeasurementStandard, VerificationMark

FORM = "verification/standard_form.html"


@permitted("verification.read")
@require_GET
def standards(request: StaffRequest) -> HttpResponse:
    """All standards, with how their calibration stands."""
    today = clock.today()
    page = page_of(request, MeasurementStandard.objects.visible_to(request.user))
    return render_page(request, "verification/standards.html", {
        "page": page, "rows": [(standard, queries.calibration_state(standard, on=today)) for standard in page.rows],
        "may_manage": may(request.user, "verification.manage_standards"),
    })


@permitted("verification.manage_standards")
@require_http_methods(["GET", "POST"])
def new_standard(request: StaffRequest) -> HttpResponse:
    """Put a standard on record with its calibration."""
    form, calibration = StandardForm(request.POST or None), CalibrationForm(request.POST or None)
    unit = papers.organisation_of(request.user)
    if unit is not None and form.is_valid() and calibration.is_valid():
        with refusals_into(form):
            standard = acts.add_standard(
                unit=unit, actor=request.user, **form.cleaned_data, **calibration.cleaned_data
            )
            messages.success(request, _("The standard is on record."))
            return redirect("verification:standard", standard.pk)
    return render_page(request, FORM, {"forms": [form, calibration], "form": form, "calibration": calibration})


@permitted("verification.read")
@require_GET
def standard(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One standard, its calibration, what happened to it."""
    return render_page(request, "verification/standard.html", _context(request, pk, ReasonForm()))


@permitted("verification.manage_standards")
@require_http_methods(["GET", "POST"])
def recalibrate(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter a new calibration certificate."""
    found = _find(request, pk)
    initial = {"max_error_percent": found.max_error_percent, "expansion_per_c": found.expansion_per_c,
               "reference_temperature_c": found.reference_temperature_c}
    form = CalibrationForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_into(form):
            acts.recalibrate_standard(standard=found, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The new calibration is on record."))
            return redirect("verification:standard", found.pk)
    return render_page(request, FORM, {"forms": [form], "form": form, "standard": found})


@permitted("verification.manage_standards")
@require_http_methods(["GET", "POST"])
def edit_standard(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct what describes a standard; kind and serial number stay."""
    found = _find(request, pk)
    initial = {name: getattr(found, name) for name in ("kind", "serial", *acts.DESCRIPTION)}
    form = StandardForm(request.POST or None, initial=initial)
    for name in ("kind", "serial"):
        form.fields[name].disabled = True
    if form.is_valid():
        with refusals_into(form):
            acts.edit_standard(standard=found, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("verification:standard", found.pk)
    return render_page(request, FORM, {"forms": [form], "form": form, "standard": found})


@permitted("verification.manage_standards")
@require_POST
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take a standard out of use."""
    found, form = _find(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            acts.withdraw_standard(standard=found, actor=request.user, on=clock.today(), **form.cleaned_data)
            return redirect("verification:standard", found.pk)
    return render_page(request, "verification/standard.html", _context(request, pk, form))


@permitted("verification.read")
@require_http_methods(["GET", "POST"])
def marks(request: StaffRequest) -> HttpResponse:
    """Who holds how many marks, and all of them; receiving a printed range."""
    may_manage = may(request.user, "verification.manage_marks")
    form = MarksForm(request.POST or None, verifiers=queries.verifiers_on(clock.today()))
    if request.method == "POST":
        require(request.user, "verification.manage_marks")
    if form.is_valid():
        with refusals_into(form):
            received = mark_acts.receive_marks(actor=request.user, **form.cleaned_data)
            messages.success(request, _("%(count)s marks are in stock.") % {"count": len(received)})
            return redirect("verification:marks")
    status = request.GET.get("status", "")
    found = VerificationMark.objects.visible_to(request.user).select_related("holder", "certificate")
    found = found.filter(status=status) if status in MarkStatus.values else found
    return render_page(request, "verification/marks.html", {
        "page": page_of(request, found), "stock": queries.marks_in_stock(), "few": queries.FEW_MARKS, "form": form,
        "may_manage": may_manage, "statuses": MarkStatus.choices, "status": status,
    })


@permitted("verification.manage_marks")
@require_POST
def void_mark(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Void a torn or lost mark."""
    found = get_object_or_404(VerificationMark.objects.visible_to(request.user), pk=pk)
    try:
        mark_acts.void_mark(mark=found, reason=request.POST.get("reason", "")[:300], actor=request.user)
        messages.success(request, _("Mark %(mark)s is void.") % {"mark": found.code})
    except ChuanError as error:
        messages.error(request, explain(error))
    return redirect("verification:marks")


def _find(request: StaffRequest, pk: UUID) -> MeasurementStandard:
    return get_object_or_404(MeasurementStandard.objects.visible_to(request.user), pk=pk)


def _context(request: StaffRequest, pk: UUID, form: ReasonForm) -> dict[str, Any]:
    found = _find(request, pk)
    return {
        "standard": found, "state": queries.calibration_state(found, on=clock.today()), "form": form,
        "entries": entries_about(found), "may_manage": may(request.user, "verification.manage_standards", found),
    }
