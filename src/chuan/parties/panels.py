# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: premises in a commune, search hits, undecided communes."""

from collections.abc import Iterator

from django.contrib.postgres.search import SearchQuery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.parties import queries
from chuan.parties.models import Party
from chuan.places.models import AdministrativeUnit
from chuan.ui.searches import Hit, best_of
from chuan.ui.worklists import WorkItem

_SHOWN = 20


def premises_in_unit(request: HttpRequest, unit: AdministrativeUnit) -> str:
    """The premises that lie in a commune of today."""
    assert isinstance(request.user, User)
    premises = queries.premises_shown(request.user).filter(current_unit=unit)
    context = {"premises": premises[:_SHOWN], "count": premises.count(), "unit": unit}
    return render_to_string("parties/_premises_in_unit.html", context, request) if context["count"] else ""


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Parties and premises."""
    if not may(user, "parties.read"):
        return
    seen = Party.objects.visible_to(user).defer("search")
    parties = list(best_of(seen, query, limit))
    former = seen.formerly(query).exclude(pk__in=[party.pk for party in parties])[:limit - len(parties)]
    for party in [*parties, *former]:
        yield Hit(title=party.name, note=party.shown_tax_code or party.get_kind_display(), kind=_("Party"),
                  url=reverse("parties:party", args=[party.pk]), icon="building-store")
    for premises in best_of(queries.premises_shown(user), query, limit):
        note = " · ".join(str(part) for part in (premises.party.name, premises.current_unit) if part)
        yield Hit(title=premises.name, note=note, kind=_("Premises"),
                  url=reverse("parties:premises", args=[premises.pk]), icon="map-pin")


def work(user: User) -> Iterator[WorkItem]:
    """Premises whose commune a person must say."""
    if not may(user, "places.decide"):
        return
    waiting = queries.premises_undecided(user)
    first = tuple(
        (premises.name, reverse("parties:decide", args=[premises.pk]), str(premises.stated_unit))
        for premises in waiting[:5]
    )
    yield WorkItem(
        title=_("Premises whose commune of today must be chosen"), count=waiting.count(), first=first,
        url=reverse("parties:undecided"), icon="map-question", act=_("Choose the communes"),
    )
