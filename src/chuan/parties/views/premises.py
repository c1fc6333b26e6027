# SPDX-License-Identifier: Apache-2.0
"""Pages of premises: the list, one of them, entering, changing, and choosing the commune of today."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.merging.pages import resolves
from chuan.parties import actions, happenings, queries, tables
from chuan.parties.choices import PremisesKind
from chuan.parties.forms import DecideForm, PremisesFilter, PremisesForm
from chuan.parties.models import Party, Premises
from chuan.places.maps import province_box
from chuan.places.queries import communes_on
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import ListPage, keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("parties.read")
@require_GET
def all_premises(request: StaffRequest) -> HttpResponse:
    """Premises, searched and filtered."""
    if default := default_query(request, tables.PREMISES):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    page = keyset_page(
        request, tables.PREMISES.find(request.user, request.GET, today), order=tables.PREMISES.order_of(request.GET)
    )
    return render_page(request, "parties/all_premises.html", {
        "form": PremisesFilter(request.GET, communes=communes_on(today)), "page": page, "rows": page.rows,
        "table": shown(request, tables.PREMISES, page.rows, today=today), "may_import": may(request.user, "parties.import"),
    })


@permitted("parties.read")
@resolves("parties.premises")
@require_GET
def premises(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One place of business, what is there and what happened."""
    found = get_object_or_404(queries.premises_shown(request.user), pk=pk)
    undecided = found.current_unit_id is None and found.stated_unit_id is not None
    return render_page(request, "parties/premises.html", {
        "premises": found, "undecided": undecided, "contacts": queries.contacts_of(request.user, found.party).filter(premises=found),
        "stalls": _stalls(request, found),
        "may_merge": may(request.user, "merging.merge"), "may_see": may(request.user, "parties.see_personal", found), "today": clock.today(), "entries": entries_about(*happenings.subjects_of(request.user, found)),
        "may_edit": may(request.user, "parties.edit", found), "may_decide": may(request.user, "places.decide", found),
    })


def _stalls(request: StaffRequest, found: Premises) -> ListPage[Premises] | None:
    if found.kind != PremisesKind.MARKET:
        return None
    return keyset_page(request, queries.premises_matching(request.user, market=found.pk), order=BY_NAME)


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def new_premises(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter premises of a party."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = PremisesForm(request.POST or None, communes=communes_on(clock.today()),
                        markets=queries.markets(request.user))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = actions.register_premises(
                actor=request.user, on=clock.today(), party=owner, **form.cleaned_data
            )
            return _saved(request, saved)
    return render_page(request, "parties/premises_form.html", {"form": form, "party": owner, "box": province_box(clock.today())})


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def edit_premises(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Change premises."""
    standing = get_object_or_404(queries.premises_shown(request.user), pk=pk)
    shown = Premises.objects.get(pk=pk)
    form = PremisesForm(request.POST or None, instance=shown, communes=communes_on(clock.today()),
                        markets=queries.markets(request.user))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = actions.edit_premises(actor=request.user, on=clock.today(), premises=standing, **form.cleaned_data)
            return _saved(request, saved)
    return render_page(request, "parties/premises_form.html", {
        "form": form, "party": standing.party, "premises": standing, "box": province_box(clock.today()),
    })


def _saved(request: StaffRequest, saved: Premises) -> HttpResponse:
    """Say so, and what is strange about its point."""
    messages.success(request, _("Saved."))
    box = province_box(clock.today())
    doubt = box.doubt(longitude=saved.longitude, latitude=saved.latitude) if box else None
    if doubt:
        messages.warning(request, f"{doubt.label} " + _("It was kept as it was given."))
    return redirect("parties:premises", saved.pk)


@permitted("places.decide")
@require_GET
def undecided(request: StaffRequest) -> HttpResponse:
    """Premises whose commune of today a person must say."""
    page = keyset_page(request, queries.premises_undecided(request.user), order=queries.BY_STATED_COMMUNE)
    return render_page(request, "parties/undecided.html", {"page": page})


@permitted("places.decide")
@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say in which commune of today premises lie."""
    found = get_object_or_404(queries.premises_shown(request.user).exclude(stated_unit=None), pk=pk)
    today = clock.today()
    assert found.stated_unit is not None
    candidates = found.stated_unit.successors_on(today)
    form = DecideForm(request.POST or None, candidates=candidates, initial={"unit": found.current_unit_id})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            unit = form.cleaned_data["unit"]
            actions.decide_commune(actor=request.user, on=today, premises=found, unit=unit)
            messages.success(request, _("%(place)s lies in %(unit)s.") % {"place": found.name, "unit": unit.full_name})
            return redirect("parties:undecided")
    return render_page(request, "parties/decide.html", {"form": form, "premises": found})
