# SPDX-License-Identifier: Apache-2.0
"""Pages of parties: the list, one of them, entering and changing."""

from typing import Any
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
from chuan.merging.kinds import get as kind_of
from chuan.merging.pages import resolves
from chuan.merging.queries import about_pairs
from chuan.parties import actions, happenings, queries, tables
from chuan.parties.forms import FormerNameForm, PartyFilter, PartyForm, RenameForm, StatusForm
from chuan.parties.models import Party
from chuan.places.queries import communes_on
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: places shown on the page of a party: one screen first
_PLACES = 10


@permitted("parties.read")
@require_GET
def parties(request: StaffRequest) -> HttpResponse:
    """Parties, searched and filtered."""
    if default := default_query(request, tables.PARTIES):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    page = keyset_page(
        request, tables.PARTIES.find(request.user, request.GET, today), order=tables.PARTIES.order_of(request.GET)
    )
    return render_page(request, "parties/parties.html", {
        "form": PartyFilter(request.GET, communes=communes_on(today)), "page": page, "rows": page.rows,
        "table": shown(request, tables.PARTIES, page.rows, today=today), "may_edit": may(request.user, "parties.edit"),
        "may_import": may(request.user, "parties.import"),
    })


@permitted("parties.read")
@resolves("parties.party")
@require_GET
def party(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One party on one screen: what it is, where, its state, its people, what happened and what is next."""
    return party_page(request, get_object_or_404(Party.objects.visible_to(request.user).defer("search"), pk=pk))


def party_page(request: StaffRequest, found: Party, *, revealed: bool = False) -> HttpResponse:
    """The page of a party; `revealed` with the numbers of the person in full."""
    premises = keyset_page(
        request, queries.premises_shown(request.user).filter(party=found), order=BY_NAME, size=_PLACES
    )
    pairs = list(about_pairs(kind_of("parties.party"), found.pk)[:1]) if may(request.user, "merging.merge") else []
    return render_page(request, "parties/party.html", {
        "party": found, "page": premises, "entries": entries_about(*happenings.subjects_of(request.user, found)),
        "contacts": queries.contacts_of(request.user, found), "activities": queries.activities_of(found),
        "former_names": queries.former_names_of(found), "today": clock.today(), "revealed": revealed, "pairs": pairs,
        "undecided": queries.premises_undecided(request.user).filter(party=found).count(), **_rights(request),
    }, status=200)


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def edit_party(request: StaffRequest, pk: UUID | None = None) -> HttpResponse:
    """Enter a party, or correct it. What is probably on file already is offered first, never refused."""
    standing = get_object_or_404(Party.objects.visible_to(request.user), pk=pk) if pk else None
    if standing is not None and request.method == "GET":
        actions.reveal_party(actor=request.user, party=standing)  # the form shows the numbers in full
    form = PartyForm(request.POST or None, instance=Party() if standing is None else Party.objects.get(pk=standing.pk))
    offered: list[Party] = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if standing is None and "anyway" not in request.POST:
            offered = queries.look_alikes(request.user, name=values["name"], address=values["address"])
        if not offered:
            with refusals_into(form):
                return _saved(request, _enter_or_edit(request, standing, values))
    return render_page(request, "parties/party_form.html", {
        "form": form, "party": standing, "offered": offered,
    }, status=422 if offered or (request.method == "POST" and form.errors) else 200)


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def rename(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The party is called otherwise from a day on, or bore another name before."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    former = "former" in request.POST
    form = RenameForm(None if former else request.POST or None, initial={"on": clock.today()})
    former_form = FormerNameForm(request.POST if former else None, prefix="former")
    if former and former_form.is_valid():
        with refusals_into(former_form):
            actions.add_former_name(actor=request.user, party=found, **former_form.cleaned_data)
            return _saved(request, found)
    elif request.method == "POST" and not former and form.is_valid():
        with refusals_into(form):
            return _saved(request, actions.rename_party(actor=request.user, party=found, **form.cleaned_data))
    return render_page(request, "parties/rename.html", {"party": found, "form": form, "former_form": former_form})


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def status(request: StaffRequest, pk: UUID) -> HttpResponse:
    """In business, suspended or closed."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = StatusForm(request.POST or None, initial={"status": found.status, "since": found.status_since})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            return _saved(request, actions.set_status(actor=request.user, party=found, **form.cleaned_data))
    return render_page(request, "parties/status.html", {"party": found, "form": form})


def _enter_or_edit(request: StaffRequest, standing: Party | None, values: dict[str, Any]) -> Party:
    if standing is None:
        return actions.register_party(actor=request.user, **values)
    return actions.edit_party(actor=request.user, party=standing, **values)


def _saved(request: StaffRequest, found: Party) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("parties:party", found.pk)


def _rights(request: StaffRequest) -> dict[str, bool]:
    """What one may do to a party that one sees."""
    return {
        "may_edit": may(request.user, "parties.edit"), "may_merge": may(request.user, "merging.merge"),
        "may_see": may(request.user, "parties.see_personal"), "may_answer": may(request.user, "parties.answer_person"),
    }
