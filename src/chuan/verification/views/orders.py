# SPDX-License-Identifier: Apache-2.0
"""Pages of orders."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.registry.models import Instrument
from chuan.ui.lists import page_of
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page
from chuan.verification import queries
from chuan.verification.actions import orders as acts
from chuan.verification.forms import OrderForm, ReasonForm, chosen_ids
from chuan.verification.models import Job, Order


@permitted("verification.read")
@require_GET
def orders(request: StaffRequest) -> HttpResponse:
    """All orders, the newest first."""
    text = request.GET.get("q", "").strip()[:80].replace("\0", "")
    return render_page(request, "verification/orders.html", {
        "page": page_of(request, queries.orders_matching(request.user, text)), "q": text,
        "may_order": may(request.user, "verification.order"),
    })


@permitted("verification.order")
@require_http_methods(["GET", "POST"])
def new_order(request: StaffRequest) -> HttpResponse:
    """The instruments ticked in the due list become an order; `confirm` in the form makes it."""
    ids = chosen_ids([*request.GET.getlist("instrument"), *request.POST.getlist("instrument")])
    chosen = list(
        Instrument.objects.visible_to(request.user).filter(pk__in=ids)
        .select_related("premises__party", "premises__current_unit").order_by("premises__name", "serial")
    )
    today = clock.today()
    filled = request.POST if "confirm" in request.POST else None
    form = OrderForm(filled, verifiers=queries.verifiers_on(today), initial={"planned_on": today + timedelta(days=1)})
    if form.is_valid():
        with refusals_into(form):
            order = acts.receive_order(instruments=chosen, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Order %(code)s is made.") % {"code": order.code})
            return redirect(order)
    return render_page(request, "verification/new_order.html", {
        "form": form, "chosen": chosen, "several": len({i.premises_id for i in chosen}) > 1,
        "open_jobs": queries.open_jobs_of(chosen),
    })


@permitted("verification.read")
@require_GET
def order(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One order, its jobs, what happened."""
    found = get_object_or_404(Order.objects.visible_to(request.user).select_related("party", "premises", "received_by"), pk=pk)
    jobs = queries.jobs_of(request.user).filter(order=found)
    return render_page(request, "verification/order.html", {
        "order": found, "jobs": jobs, "entries": entries_about(found, *jobs),
        "may_order": may(request.user, "verification.order"), "verifiers": queries.verifiers_on(clock.today()),
    })


@permitted("verification.order")
@require_POST
def assign(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Give a job to another verifier."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    ids = chosen_ids([request.POST.get("verifier", "")])
    verifier = get_object_or_404(queries.verifiers_on(clock.today()), pk__in=ids)
    try:
        acts.assign_job(job=job, verifier=verifier, actor=request.user, at=clock.now())
    except ChuanError as error:
        messages.error(request, explain(error))
    return redirect(job.order)


@permitted("verification.order")
@require_POST
def cancel(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Cancel an open job."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            acts.cancel_job(job=job, reason=form.cleaned_data["reason"], actor=request.user)
        except ChuanError as error:
            messages.error(request, explain(error))
    else:
        messages.error(request, _("Say why the job is cancelled."))
    return redirect(job.order)
