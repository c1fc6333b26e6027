# SPDX-License-Identifier: Apache-2.0
"""Campaigns: the list, preparing one, its page, opening and closing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.models import Unit
from chuan.accounts.permissions import may, permitted
from chuan.campaigns import actions, queries
from chuan.campaigns.choices import CampaignStatus
from chuan.campaigns.drawing import foretell
from chuan.campaigns.forms import CampaignForm, described
from chuan.campaigns.maps import progress_map
from chuan.campaigns.models import Campaign
from chuan.lib import clock
from chuan.places.queries import communes_on
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_NARROWING = ("sectors", "premises_kinds", "instrument_kinds", "places")


@permitted("campaigns.read")
@require_GET
def campaigns(request: StaffRequest) -> HttpResponse:
    """All campaigns the user may see."""
    listed = keyset_page(request, queries.campaigns_listed(request.user), order=queries.CAMPAIGNS)
    return render_page(request, "campaigns/campaigns.html", {"page": listed, "may_manage": may(request.user, "campaigns.manage")})


@permitted("campaigns.manage")
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest) -> HttpResponse:
    """Prepare a campaign."""
    form = CampaignForm(request.POST if request.method == "POST" else None, communes=communes_on(clock.today()), initial={"first_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.plan_campaign(actor=request.user, **form.cleaned_data)
            return redirect(made)
    return render_page(request, "campaigns/plan.html", {"form": form, "narrowing": [form[name] for name in _NARROWING]})


@permitted("campaigns.read")
@require_GET
def campaign(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What it reaches, how far each commune and unit is."""
    found = _campaign(request, pk)
    names = dict(communes_on(found.first_day).values_list("code", "full_name"))
    communes = queries.progress_by_commune(request.user, found)
    units = dict(queries.share_units(request.user, found).values_list("code", "pk"))
    context = {
        "campaign": found, "reaches": described(found, names), "communes": communes,
        "shares": [(line, units[line.code]) for line in queries.progress_by_unit(request.user, found)],
        "total": queries.total_of(communes), "drawing": progress_map(found, communes, clock.today()),
        "may_manage": may(request.user, "campaigns.manage"), "is_late": found.is_open and found.last_day < clock.today(),
    }
    if found.status == CampaignStatus.DRAFT and context["may_manage"]:
        told = foretell(found)
        named = Unit.objects.in_bulk(told)
        context |= {"foretold": [(named[unit], count) for unit, count in told.items()], "foretold_total": sum(told.values())}
    return render_page(request, "campaigns/campaign.html", context)


@permitted("campaigns.manage")
@require_POST
def start(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Draw up the list and share it out."""
    opened = actions.open_campaign(actor=request.user, at=clock.now(), campaign=_campaign(request, pk))
    messages.success(request, _("The campaign is open: every unit finds its share on its first page."))
    return redirect(opened)


@permitted("campaigns.manage")
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Ask once more, then close for good."""
    found = _campaign(request, pk)
    if request.method == "POST":
        actions.close_campaign(actor=request.user, at=clock.now(), campaign=found)
        messages.success(request, _("The campaign is closed. This is its report."))
        return redirect("campaigns:report", found.pk)
    total = queries.total_of(queries.progress_by_unit(request.user, found))
    return render_page(request, "campaigns/close.html", {"campaign": found, "total": total})


def _campaign(request: StaffRequest, pk: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user).select_related("planned_by"), pk=pk)
