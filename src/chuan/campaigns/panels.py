# SPDX-License-Identifier: Apache-2.0
"""What reviews show on the pages of parties and premises: answers still open, and what was found."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.campaigns.choices import CampaignStatus
from chuan.campaigns.models import Establishment
from chuan.lib import clock
from chuan.parties.happenings import FEW
from chuan.parties.models import Party, Premises
from chuan.ui.figures import day
from chuan.ui.slots import next_line

_SHOWN = 5


def next_of(request: HttpRequest, about: Party | Premises) -> str:
    """Open reviews in which nobody noted anything of the place yet."""
    assert isinstance(request.user, User)
    if not may(request.user, "campaigns.read"):
        return ""
    today = clock.today()
    found = _at(request.user, about).waiting().filter(campaign__status=CampaignStatus.OPEN)  # type: ignore[attr-defined]
    lines = [
        next_line(
            "late" if one.campaign.last_day < today else "due",
            _("To review: {title}, until {day}").format(title=one.campaign.title, day=day(one.campaign.last_day)),
            reverse("campaigns:establishment", args=[one.pk]), one.name,
        )
        for one in found.order_by("campaign__last_day", "name", "id")[:_SHOWN]
    ]
    return format_html_join("", "{}", ((line,) for line in lines))


def happened(user: User, about: Any) -> list[Any]:
    """The place in every review of it."""
    if not may(user, "campaigns.read"):
        return []
    return list(_at(user, about).exclude(finding="").order_by("-found_at", "-id")[:FEW])


def _at(user: User, about: Any) -> "QuerySet[Establishment]":
    places: Any = [about.pk] if isinstance(about, Premises) else Premises.objects.filter(party=about).values("pk")
    return Establishment.objects.visible_to(user).filter(premises_id__in=places).select_related("campaign")
