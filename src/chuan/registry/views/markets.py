# SPDX-License-Identifier: Apache-2.0
"""Pages of markets and their reference-scale points."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.parties.queries import premises_shown
from chuan.places.queries import communes_on
from chuan.registry import point_tables, points
from chuan.registry.actions import reference_points as acts
from chuan.registry.choices import MarketGap
from chuan.registry.models import ReferencePoint, ReferenceScale
from chuan.registry.point_forms import (
    LastDayForm,
    MarketFilter,
    NewPointForm,
    PlaceScaleForm,
    PointFilter,
    PointForm,
    ScaleFilter,
)
from chuan.registry.queries import instruments_shown
from chuan.registry.tables import day_of
from chuan.ui.lists import filters_of, keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: scales shown to choose from; whoever does not find theirs types more letters
_SHOWN = 20
_ACT = "registry.keep_points"


@permitted("registry.read")
@require_GET
def markets(request: StaffRequest) -> HttpResponse:
    """Markets with their stalls, scales and reference-scale points, and what is missing."""
    kind, today = point_tables.MARKETS, clock.today()
    default = default_query(request, kind)
    if default:
        return redirect(f"{request.path}?{default}")
    day, wanted = day_of(request.GET, today), point_tables.wanted_of(request.GET)
    counts = points.gap_counts(request.user, wanted, on=day, today=today)
    count = counts[wanted.gap if wanted.gap in MarketGap.values else ""]
    page = keyset_page(request, kind.find(request.user, request.GET, today), order=kind.order_of(request.GET), count=count)
    others = QueryDict(filters_of(request), mutable=True)
    others.pop("gap", None)
    others.pop("all", None)
    return render_page(request, "registry/markets.html", {
        "form": MarketFilter(request.GET, communes=communes_on(today)), "page": page, "rows": page.rows,
        "table": shown(request, kind, page.rows, today=today), "day": day, "is_today": day == today, "gap": wanted.gap,
        "tabs": [("", _("All markets"), counts[""]), *((gap.value, gap.label, counts[gap.value]) for gap in MarketGap)],
        "others": others.urlencode(),
    })


@permitted("registry.read")
@require_GET
def reference_points(request: StaffRequest) -> HttpResponse:
    """Reference-scale points, searched and filtered, as of a day."""
    kind, today = point_tables.REFERENCE_POINTS, clock.today()
    default = default_query(request, kind)
    if default:
        return redirect(f"{request.path}?{default}")
    page = keyset_page(request, kind.find(request.user, request.GET, today), order=kind.order_of(request.GET))
    day = day_of(request.GET, today)
    return render_page(request, "registry/reference_points.html", {
        "form": PointFilter(request.GET, communes=communes_on(today)), "page": page, "rows": page.rows,
        "table": shown(request, kind, page.rows, today=today), "day": day, "is_today": day == today,
        "may_import": may(request.user, "imports.upload") and may(request.user, "registry.keep_points"),
    })


@permitted("registry.read")
@require_GET
def reference_point(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One point: where, who looks after it, which scales, where each stood on a day."""
    today = clock.today()
    day = day_of(request.GET, today)
    found = get_object_or_404(points.points_shown(request.user, on=day, today=today), pk=pk)
    scales = points.scales_at(found, on=day, today=today)
    return render_page(request, "registry/reference_point.html", {
        "point": found, "standing": points.standing_of(found, day), "day": day, "is_today": day == today,
        "scales": scales, "idle": [(use, where) for use, where in scales if where not in points.IN_FORCE],
        "taken": points.scales_before(found)[:_SHOWN], "citation": points.citation(day),
        "report": points.report_of_the_market(day), "entries": entries_about(found),
        "may_keep": may(request.user, _ACT, found), "is_open": found.until is None,
    })


@permitted(_ACT)
@require_http_methods(["GET", "POST"])
def new_reference_point(request: StaffRequest, place: UUID) -> HttpResponse:
    """Enter a point of a market."""
    premises = get_object_or_404(premises_shown(request.user), pk=place)
    form = NewPointForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = acts.open_point(actor=request.user, premises=premises, **form.cleaned_data)
            messages.success(request, _("The reference-scale point is on file. Say now which scale stands there."))
            return redirect("registry:place_scale" if saved.until is None else "registry:reference_point", saved.pk)
    return render_page(request, "registry/reference_point_form.html", {"form": form, "premises": premises})


@permitted(_ACT)
@require_http_methods(["GET", "POST"])
def edit_reference_point(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of a point."""
    found = _find(request, pk)
    form = PointForm.of(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.edit_point(actor=request.user, point=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("registry:reference_point", pk)
    return render_page(request, "registry/reference_point_form.html", {
        "form": form, "premises": found.premises, "point": found,
    })


@permitted(_ACT)
@require_http_methods(["GET", "POST"])
def close_reference_point(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Close a point for good."""
    found = _find(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.close_point(actor=request.user, point=found, **form.cleaned_data)
            messages.success(request, _("The reference-scale point is closed."))
            return redirect("registry:reference_point", pk)
    return render_page(request, "registry/reference_point_day.html", {
        "form": form, "point": found, "heading": _("Close the reference-scale point"),
        "about": _("The scales there count as taken away the same day."), "act": _("Close"),
    })


@permitted(_ACT)
@require_http_methods(["GET", "POST"])
def place_scale(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Choose which scale of the market stands at the point."""
    found, today = _find(request, pk), clock.today()
    form = PlaceScaleForm(request.POST or None, initial={"since": today})
    filtering = ScaleFilter(request.GET)
    offered = points.scales_to_choose(request.user, found, filtering.text())
    if request.method == "POST" and form.is_valid():
        chosen = get_object_or_404(instruments_shown(request.user), pk=form.cleaned_data["instrument"])
        with refusals_into(form):
            acts.place_scale(actor=request.user, point=found, instrument=chosen, since=form.cleaned_data["since"])
            _told(request, chosen, today)
            return redirect("registry:reference_point", pk)
    return render_page(request, "registry/reference_point_scale.html", {
        "form": form, "filter": filtering, "point": found, "count": offered.count(), "today": today,
        "rows": [(one, one.standing_on(today)) for one in offered[:_SHOWN]],
    })


@permitted(_ACT)
@require_http_methods(["GET", "POST"])
def take_scale_away(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say when a scale left its point."""
    visible = ReferencePoint.objects.visible_to(request.user).values("pk")
    used = ReferenceScale.objects.filter(point__in=visible, until=None).select_related("point__premises", "instrument")
    scale = get_object_or_404(used, pk=pk)
    form = LastDayForm(request.POST or None, initial={"until": clock.today()})
    form.fields["until"].label = _("Taken away on")
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.take_scale_away(actor=request.user, scale=scale, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("registry:reference_point", scale.point_id)
    return render_page(request, "registry/reference_point_day.html", {
        "form": form, "point": scale.point, "heading": _("Take the scale away"), "about": str(scale.instrument),
        "act": _("Save"),
    })


def _find(request: StaffRequest, pk: UUID) -> ReferencePoint:
    today = clock.today()
    return get_object_or_404(points.points_shown(request.user, on=today, today=today), pk=pk)


def _told(request: StaffRequest, scale: Any, today: Any) -> None:
    """Saved; and what is to be done when the scale may not be used yet."""
    if scale.standing_on(today) in points.IN_FORCE:
        messages.success(request, _("%(scale)s now stands at the point.") % {"scale": scale})
        return
    messages.warning(request, _(
        "%(scale)s stands at the point but is not in force (%(standing)s): nobody may weigh by it until it is verified. Put it on a verification order first."
    ) % {"scale": scale, "standing": scale.standing_on(today).label})
