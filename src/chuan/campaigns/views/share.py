# SPDX-License-Identifier: Apache-2.0
"""The officer's way through a share: each row by itself, with htmx or without."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted
from chuan.campaigns import actions, queries
from chuan.campaigns.changes import premises_of, values_of
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.forms import (
    CorrectionForm,
    EstablishmentFilter,
    FindingForm,
    NewForm,
    finding_data,
)
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.places.maps import province_box
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import keyset_page
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: establishments shown of a share: a phone has no room for more
_SHOWN = 30


@permitted("campaigns.read")
@require_GET
def share(request: StaffRequest, pk: UUID, unit: UUID) -> HttpResponse:
    """What a unit has to review: first what waits."""
    campaign = _campaign(request, pk)
    given = get_object_or_404(queries.share_units(request.user, campaign), pk=unit)
    done = request.GET.get("show") == "done"
    form = EstablishmentFilter(request.GET, communes=[])
    rows = queries.establishments_matching(request.user, campaign, text=form.value("q"), unit=given.code)
    rows, order = (rows.exclude(finding=""), queries.LATEST) if done else (rows.waiting(), BY_NAME)
    listed = keyset_page(request, rows, order=order, size=_SHOWN)
    reviewed, total = queries.progress_of(request.user, campaign, given.pk)
    owners = queries.owners_of(listed.rows)
    context = {
        "campaign": campaign, "unit": given, "page": listed, "done": done, "form": form, "waiting": total - reviewed, "total": total,
        "reviewed": reviewed, "today": clock.today(), "entered": "entered" in request.GET,
        "rows": [_row(row, owners.get(row.premises_id)) for row in listed.rows],
        "may_find": campaign.is_open and may(request.user, "campaigns.find"),
    }
    return render_page(request, "campaigns/share.html", context)


@permitted("campaigns.read")
@require_GET
def establishment(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One establishment with all that may be noted of it; the row of the list when htmx asks."""
    found = _establishment(request, pk)
    return _answer(request, found)


@permitted("campaigns.find")
@require_POST
def find(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Note a finding."""
    found = _establishment(request, pk)
    form = FindingForm(request.POST)
    if not form.is_valid():
        return _answer(request, found, refusal=_("Choose what you found, and give days as day, month and year."), status=422)
    data = form.cleaned_data
    corrections: dict[str, str] = {}
    correction: CorrectionForm | None = None
    try:
        if data["finding"] == FindingKind.CORRECTED:
            correction = CorrectionForm(request.POST, standing=values_of(premises_of(found)), auto_id=_ids(found))
            if not correction.is_valid():
                return _answer(request, found, correction=correction, status=422, note=data["note"])
            corrections = correction.cleaned_data
        noted = actions.note_finding(
            actor=request.user, at=clock.now(), establishment=found, finding=FindingKind(data["finding"]),
            corrections=corrections, closed_on=data["closed_on"], note=data["note"],
        )
    except ChuanError as error:
        return _answer(
            request, _establishment(request, pk), refusal=explain(error), status=422, correction=correction, note=data["note"]
        )
    return _answer(request, noted) if request.htmx else _back(noted)


@permitted("campaigns.find")
@require_POST
def take_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take the finding back."""
    found = _establishment(request, pk)
    try:
        left = actions.take_back(actor=request.user, at=clock.now(), establishment=found)
    except ChuanError as error:
        return _answer(request, found, refusal=explain(error), status=422)
    if left is None:
        messages.info(request, _("{name} left the list; its premises stay in the registry.").format(name=found.name))
        if request.htmx:
            return HttpResponse("")
    return _answer(request, left) if left is not None and request.htmx else _back(left or found)


@permitted("campaigns.find")
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, pk: UUID, unit: UUID) -> HttpResponse:
    """Enter an establishment that is not on the list; what is probably the same is shown first."""
    campaign = _campaign(request, pk)
    communes = queries.communes_open_to(request.user, campaign, clock.today())
    markets = queries.markets_open_to(request.user, communes)
    form = NewForm(_sent(request), communes=communes, markets=markets, initial=_stall_of(request, markets))
    context: dict[str, Any] = {"campaign": campaign, "form": form, "unit_id": unit, "box": province_box(clock.today())}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        alike = queries.probably_the_same(request.user, name=data["owner_name"], address=data["address"], tax_code=data["tax_code"])
        rows = queries.rows_like(request.user, campaign, name=data["name"], parties=alike)
        if (alike or rows) and not data["owner"]:
            return render_page(request, "campaigns/new.html", context | {"alike": alike, "rows": rows})
        chosen = next((party for party in alike if str(party.pk) == data["owner"]), None)
        with refusals_into(form):
            made = _enter(request, campaign, form, chosen)
            messages.success(request, _("{name} was entered.").format(name=made.name))
            return _back(made, entered=True)
    return render_page(request, "campaigns/new.html", context)


def _sent(request: StaffRequest) -> "QueryDict | None":
    return request.POST if request.method == "POST" else None


def _stall_of(request: StaffRequest, markets: "QuerySet[Premises]") -> dict[str, Any]:
    """What is known of a new stall of the market that the address names."""
    named = request.GET.get("market", "")
    market = next((one for one in markets.select_related("current_unit") if str(one.pk) == named), None) if named else None
    if market is None or market.current_unit is None:
        return {}
    return {"kind": PremisesKind.STALL, "market": market.pk, "commune": market.current_unit.code, "address": market.address}


def _enter(request: StaffRequest, campaign: Campaign, form: NewForm, owner: Party | None) -> Establishment:
    return actions.note_new(
        actor=request.user, at=clock.now(), campaign=campaign, commune=form.cleaned_data["commune"], premises=form.premises,
        owner=owner or form.new_owner, note=form.cleaned_data["note"],
    )


def _back(found: Establishment, *, entered: bool = False) -> HttpResponse:
    address = reverse("campaigns:share", args=[found.campaign_id, found.unit_id])
    asked = "?show=done&entered=1" if entered else "?show=done" if found.finding else ""
    return redirect(f"{address}{asked}#e-{found.pk}")


def _answer(
    request: StaffRequest, found: Establishment, *, refusal: str = "", correction: CorrectionForm | None = None, status: int = 200,
    note: str = "",
) -> HttpResponse:
    row = _row(found, queries.owners_of([found]).get(found.premises_id))
    row |= {"refusal": refusal, "correction": correction or row["correction"], "open": bool(correction), "note": note}
    context = {"row": row, "campaign": found.campaign, "today": clock.today()}
    context["may_find"] = found.campaign.is_open and may(request.user, "campaigns.find")
    if correction and (found.finding or not context["may_find"]):
        row["typed"] = [(field.label, field.data) for field in correction if field.data != str(field.initial)]
    if request.htmx:
        reviewed, total = queries.progress_of(request.user, found.campaign, found.unit_id)
        context |= {"oob": True, "reviewed": reviewed, "total": total}
    return render_page(request, "campaigns/establishment.html", context, fragment="row", status=status)


def _row(found: Establishment, premises: Premises | None) -> dict[str, Any]:
    return {
        "it": found, "premises": premises, "changed": finding_data(found), "refusal": "", "open": False, "note": "", "typed": [],
        "correction": CorrectionForm(standing=values_of(premises), auto_id=_ids(found)) if premises else None,
    }


def _ids(found: Establishment) -> str:
    return f"id_{found.pk.hex[-8:]}_%s"


def _campaign(request: StaffRequest, pk: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)


def _establishment(request: StaffRequest, pk: UUID) -> Establishment:
    visible = Establishment.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("campaign", "commune", "unit", "found_by"), pk=pk)
