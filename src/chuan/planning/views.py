# SPDX-License-Identifier: Apache-2.0
"""Pages of the room."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.lib import clock
from chuan.planning import actions, queries
from chuan.planning.errors import TaskNotCounted
from chuan.planning.forms import AsOfForm, TargetForm, as_of_in, week_before
from chuan.planning.indicators import INDICATORS
from chuan.planning.models import Plan, Task
from chuan.planning.picture import picture_of
from chuan.planning.workbook import plan_workbook
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("planning.read")
@require_GET
def plans(request: StaffRequest) -> HttpResponse:
    """All plans, each with the one it continues."""
    return render_page(request, "planning/plans.html", {"plans": queries.plans_listed(user=request.user)})


@permitted("planning.read")
@require_GET
def plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A plan with its figures on a day."""
    found = get_object_or_404(Plan.objects.visible_to(request.user).select_related("predecessor"), pk=pk)
    as_of = as_of_in(request.GET, today=clock.today())
    sheet = queries.plan_with_figures(plan=found, as_of=as_of, user=request.user)
    context = {
        "plan": found, "sheet": sheet, "picture": picture_of(sheet), "as_of": as_of,
        "week_before": week_before(clock.today()), "as_of_form": AsOfForm(initial={"as_of": as_of}),
        "may_edit": may(request.user, "planning.edit"), "successors": list(found.successors.order_by("year")),
    }
    return render_page(request, "planning/plan.html", context, fragment="figures")


@permitted("planning.read")
@require_GET
def plan_file(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The plan and its figures as a workbook."""
    found = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    as_of = as_of_in(request.GET, today=clock.today())
    content = plan_workbook(queries.plan_with_figures(plan=found, as_of=as_of, user=request.user))
    response = HttpResponse(content, content_type=_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.code}-{as_of.isoformat()}.xlsx"'
    return response


@permitted("planning.read")
@require_GET
def records(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The records that a task's figure counts."""
    task = _task(request, pk)
    if task.indicator not in INDICATORS:
        raise TaskNotCounted(task=task.reference)
    as_of = as_of_in(request.GET, today=clock.today())
    listed = page_of(request, queries.records_behind(task=task, as_of=as_of, user=request.user))
    context = {
        "task": task, "plan": task.group.plan, "indicator": INDICATORS[task.indicator], "page": listed,
        "as_of": as_of, "as_of_form": AsOfForm(initial={"as_of": as_of}),
    }
    return render_page(request, "planning/records.html", context)


@permitted("planning.edit")
@require_http_methods(["GET", "POST"])
def target(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter, change or take away a task's target."""
    task = _task(request, pk)
    form = TargetForm(request.POST) if request.method == "POST" else TargetForm(initial={"target": task.target})
    if form.is_valid():
        with refusals_into(form):
            actions.set_task_target(task=task, target=form.cleaned_data["target"], actor=request.user)
            messages.success(request, _("The target was saved."))
            return redirect(f"{task.group.plan.get_absolute_url()}#{task.reference}")
    context = {"form": form, "task": task, "plan": task.group.plan, "indicator": INDICATORS.get(task.indicator)}
    return render_page(request, "planning/target.html", context)


def _task(request: HttpRequest, pk: UUID) -> Task:
    visible = Task.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("group__plan"), pk=pk)
