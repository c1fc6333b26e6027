# SPDX-License-Identifier: Apache-2.0
"""Pages of the administrative units."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.places import actions, maps, queries
from chuan.places.boundaries import MOST_BYTES
from chuan.places.forms import BoundariesForm, UnitFilter
from chuan.places.models import AdministrativeUnit, Boundary
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: a whole state of a province fits one page
_PAGE_SIZE = 250


@permitted("places.read")
@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """The units of a chosen day."""
    form = UnitFilter(request.GET, today=clock.today(), parents=[])
    day = form.day()
    parents = queries.parents_on(day)
    form.fields["parent"].widget.choices += [(code, name) for code, name in parents.items()]
    found = queries.units_matching(
        day=day, level=form.value("level"), parent=form.value("parent"), text=form.value("q")
    )
    page = page_of(request, found, size=_PAGE_SIZE)
    rows = [(unit, parents.get(unit.parent_code, "")) for unit in page.rows]
    return render_page(request, "places/units.html", {
        "form": form, "day": day, "page": page, "rows": rows, "states": queries.states(),
    })


@permitted("places.read")
@require_GET
def unit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One unit: what it is, what it was before, what became of it."""
    found = get_object_or_404(AdministrativeUnit, pk=pk)
    today = clock.today()
    day = found.valid_until if found.valid_until and found.valid_until < today else today
    return render_page(request, "places/unit.html", {
        "unit": found,
        "parent": AdministrativeUnit.objects.on(day).filter(code=found.parent_code).exclude(pk=found.pk).first(),
        "came_from": found.precessions.select_related("predecessor").order_by("predecessor__code"),
        "became": found.successions.select_related("successor").order_by("successor__code"),
        "today_units": [] if found.exists_on(today) else found.successors_on(today),
        "exists": found.exists_on(today),
        "children": AdministrativeUnit.objects.on(day).filter(parent_code=found.code).order_by("code"),
    })


@permitted("places.read")
@require_GET
def point_map(request: StaffRequest) -> HttpResponse:
    """The map on which a form lets a point be chosen, for the page to put in."""
    response = render_page(request, "places/_point_map.html", {"drawing": maps.to_point_at(clock.today())})
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


@permitted("places.load_boundaries")
@require_http_methods(["GET", "POST"])
def boundaries(request: StaffRequest) -> HttpResponse:
    """Load the shapes that maps are drawn with."""
    form = BoundariesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_into(form):
            count, unknown = actions.load_boundaries(
                actor=request.user, at=clock.now(), on=clock.today(), name=file.name, content=file.read(MOST_BYTES + 1)
            )
            messages.success(request, _("%(count)s communes have a shape now.") % {"count": count})
            if unknown:
                messages.warning(request, _("Shapes of no commune of today: %(names)s") % {"names": ", ".join(unknown[:20])})
            return redirect("places:boundaries")
    last = Boundary.objects.order_by("-loaded_at").only("source", "loaded_at").first()
    return render_page(request, "places/boundaries.html", {
        "form": form, "count": Boundary.objects.count(), "source": last.source if last else "",
        "loaded_at": last.loaded_at if last else None,
    })
