# SPDX-License-Identifier: Apache-2.0
"""Pages on which one instrument is entered, corrected, moved, or given another status."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan import law
from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.registry import queries
from chuan.registry.actions import instruments as acts
from chuan.registry.forms import (
    InstrumentForm,
    KindForm,
    NewInstrumentForm,
    PlaceFilter,
    StatusForm,
)
from chuan.registry.models import Instrument
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: places shown to choose from; whoever does not find theirs types more letters
_SHOWN = 20


@permitted("registry.edit")
@require_GET
def choose_place(request: StaffRequest) -> HttpResponse:
    """Say first where a new instrument stands."""
    form = PlaceFilter(request.GET)
    found = queries.places_matching(request.user, form.text())
    rows = [(place, reverse("registry:new_instrument", args=[place.pk])) for place in found[:_SHOWN]]
    return render_page(request, "registry/choose_place.html", {"form": form, "rows": rows, "count": found.count()})


@permitted("registry.edit")
@require_http_methods(["GET", "POST"])
def new_instrument(request: StaffRequest, place: UUID) -> HttpResponse:
    """Enter one instrument at a place."""
    premises = get_object_or_404(queries.places_matching(request.user, ""), pk=place)
    choice = KindForm(request.GET if "kind" in request.GET else None, kinds=queries.kinds_by_name())
    kind = choice.chosen()
    if not kind:
        return render_page(request, "registry/choose_kind.html", {"form": choice, "premises": premises})
    form = NewInstrumentForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = acts.register_instrument(
                actor=request.user, at=clock.now(), premises=premises, **form.particulars()
            )
            messages.success(request, _("The instrument is in the registry."))
            return redirect("registry:instrument", saved.pk)
    return render_page(request, "registry/instrument_form.html", {
        "form": form, "premises": premises, "kind_name": law.kind_name(kind),
    })


@permitted("registry.edit")
@require_http_methods(["GET", "POST"])
def edit_instrument(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct what stands on an instrument's label."""
    found = _find(request, pk)
    form = InstrumentForm(request.POST or None, kind=found.kind, instrument=found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.edit_instrument(actor=request.user, instrument=found, **form.particulars())
            messages.success(request, _("Saved."))
            return redirect("registry:instrument", pk)
    return render_page(request, "registry/instrument_form.html", {
        "form": form, "premises": found.premises, "instrument": found,
    })


@permitted("registry.edit")
@require_GET
def choose_new_place(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say where an instrument was moved to."""
    found, form = _find(request, pk), PlaceFilter(request.GET)
    places = queries.places_matching(request.user, form.text()).exclude(pk=found.premises_id)
    rows = [(place, reverse("registry:move_instrument", args=[pk, place.pk])) for place in places[:_SHOWN]]
    return render_page(request, "registry/choose_place.html", {
        "form": form, "rows": rows, "count": places.count(), "instrument": found,
    })


@permitted("registry.edit")
@require_http_methods(["GET", "POST"])
def move_instrument(request: StaffRequest, pk: UUID, place: UUID) -> HttpResponse:
    """Show what moving an instrument changes, then move it."""
    found = _find(request, pk)
    premises = get_object_or_404(queries.places_matching(request.user, ""), pk=place)
    if request.method == "POST":
        acts.edit_instrument(actor=request.user, instrument=found, premises=premises)
        messages.success(request, _("%(serial)s now stands at %(place)s.") % {"serial": found.serial, "place": premises.name})
        return redirect("registry:instrument", pk)
    return render_page(request, "registry/move.html", {"instrument": found, "premises": premises})


@permitted("registry.edit")
@require_http_methods(["GET", "POST"])
def change_status(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say that an instrument is out of use, invalid, or in use again."""
    found = _find(request, pk)
    form = StatusForm(request.POST or None, instrument=found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.set_status(actor=request.user, instrument=found, **form.cleaned_data)
            messages.success(request, _("The status is changed."))
            return redirect("registry:instrument", pk)
    return render_page(request, "registry/status.html", {
        "form": form, "instrument": found, "standing": found.standing_on(clock.today()),
    })


def _find(request: StaffRequest, pk: UUID) -> Instrument:
    return get_object_or_404(queries.instruments_shown(request.user), pk=pk)
