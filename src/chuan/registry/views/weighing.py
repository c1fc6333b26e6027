# SPDX-License-Identifier: Apache-2.0
"""The page on which goods are weighed again at a reference-scale point. Nothing typed is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.registry import points
from chuan.registry.tables import day_of
from chuan.registry.weighing_forms import WeighingForm
from chuan.ui.pages import StaffRequest, render_page


@permitted("registry.read")
@require_http_methods(["GET", "POST"])
def weigh_again(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Compare what a trader's scale showed with what the reference scale shows, by the law of the day."""
    today = clock.today()
    day = min(day_of(request.POST, today), today)
    found = get_object_or_404(points.points_shown(request.user, on=day, today=today), pk=pk)
    scales = points.scales_at(found, on=day, today=today)
    form = WeighingForm(request.POST if request.method == "POST" else None, scales=scales, day=day, today=today)
    return render_page(request, "registry/weigh_again.html", {
        "point": found, "form": form, "result": form.result(), "day": day,
    })
