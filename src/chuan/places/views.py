# SPDX-License-Identifier: Apache-2.0
"""Pages of the administrative units."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.places import queries
from chuan.places.forms import UnitFilter
from chuan.places.models import AdministrativeUnit
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, render_page

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
