# SPDX-License-Identifier: Apache-2.0
"""Pages of certificates: waiting for issue, issued, one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan import law
from chuan.accounts.permissions import may, permitted
from chuan.documents import qr
from chuan.documents.responses import file_response
from chuan.lib import clock
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page
from chuan.verification import papers, queries, spreadsheet
from chuan.verification.actions import certificates as acts
from chuan.verification.forms import CertificateFilter, ReasonForm, chosen_ids
from chuan.verification.models import VerificationCertificate
from chuan.verification.views.sheet import frozen_points


@permitted("verification.issue")
@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    """Passed jobs that wait for their certificate."""
    return render_page(request, "verification/waiting.html", {
        "page": page_of(request, queries.waiting_for_issue(request.user)), "today": clock.today(),
    })


@permitted("verification.issue")
@require_POST
def issue(request: StaffRequest) -> HttpResponse:
    """Issue the jobs ticked, or all."""
    jobs = queries.waiting_for_issue(request.user)
    if request.POST.get("act") != "all":
        jobs = jobs.filter(pk__in=chosen_ids(request.POST.getlist("job")))
    issued = acts.issue_certificates(jobs=list(jobs), actor=request.user, at=clock.now())
    count = len(issued.certificates)
    if count:
        messages.success(request, ngettext(
            "%(count)s certificate is issued.", "%(count)s certificates are issued.", count) % {"count": count})
    for job, error in issued.refusals[:5]:
        messages.error(request, f"{job.instrument}: {explain(error)}")
    if not count and not issued.refusals:
        messages.warning(request, _("Nothing was ticked."))
    return redirect(issued.certificates[0] if count == 1 else "verification:waiting")


@permitted("verification.read_certificate")
@require_GET
def certificates(request: StaffRequest) -> HttpResponse:
    """All certificates, the newest first; `export` gives them as a workbook."""
    found, form = _filtered(request)
    if "export" in request.GET:
        return spreadsheet.certificates_workbook(found, on=clock.today())
    query = request.GET.copy()
    query["export"] = "xlsx"
    return render_page(request, "verification/certificates.html", {
        "filters": form, "page": page_of(request, found), "export": query.urlencode(),
    }, status=200)


@permitted("verification.read_certificate")
@require_GET
def certificate(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One certificate: what it says, what it rests on, and its story from the upload to today."""
    return render_page(request, "verification/certificate.html", _context(request, _find(request, pk), ReasonForm()))


@permitted("verification.revoke")
@require_http_methods(["POST"])
def revoke(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Revoke a certificate with a reason."""
    found, form = _find(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            acts.revoke_certificate(certificate=found, actor=request.user, on=clock.today(), **form.cleaned_data)
            messages.success(request, _("The certificate is revoked and its mark is void."))
            return redirect(found)
    return render_page(request, "verification/certificate.html", _context(request, found, form))


@permitted("verification.issue")
@require_POST
def write_paper(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Make the paper that a certificate came without."""
    found = acts.write_paper(certificate=_find(request, pk), actor=request.user, at=clock.now())
    messages.success(request, _("The paper is made and signed."))
    return redirect(found)


@permitted("verification.read_certificate")
@require_GET
def certificate_pdf(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The signed paper."""
    found = _find(request, pk)
    if found.document is None:
        raise Http404
    return file_response(found.document, made_by_us=True)


@permitted("verification.read_certificate")
@require_GET
def certificate_qr(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The QR code of the public page."""
    return HttpResponse(qr.qr_svg(papers.public_address(_find(request, pk).code)), content_type="image/svg+xml")


def _find(request: StaffRequest, pk: UUID) -> VerificationCertificate:
    return get_object_or_404(
        VerificationCertificate.objects.visible_to(request.user).select_related(
            "instrument__premises__current_unit", "instrument__owner", "instrument__source_import", "job__order",
            "job__verifier", "mark", "issued_by", "document",
        ), pk=pk,
    )


def _context(request: StaffRequest, found: VerificationCertificate, form: ReasonForm) -> dict[str, Any]:
    job = found.job
    return {
        "certificate": found, "form": form, "standing": found.standing_on(clock.today()),
        "address": papers.public_address(found.code), "entries": queries.history_of(found),
        "points": frozen_points(job.findings) if job else [], "readings": job.readings.all() if job else [],
        "mpe": job.findings.get("mpe_percent") if job else None,
        "may_write_paper": found.document is None and may(request.user, "verification.issue", found),
        "may_revoke": found.revoked_on is None and may(request.user, "verification.revoke", found),
    }


def _filtered(request: StaffRequest) -> Any:
    form = CertificateFilter(
        request.GET, years=queries.years_of_certificates(), verifiers=queries.verifiers_of_certificates(),
        kinds=[(code, law.kind_name(code)) for code in queries.kinds_of_certificates()],
    )
    form.is_valid()
    return queries.certificates_matching(request.user, on=clock.today(), **form.cleaned_data), form
