# SPDX-License-Identifier: Apache-2.0
"""What markets and reference-scale points show on others' pages: the market's own, the instrument's, search, work."""

from collections.abc import Iterator

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Premises
from chuan.registry import points
from chuan.registry.choices import MarketGap
from chuan.registry.models import Instrument
from chuan.registry.tables import day_of
from chuan.ui.searches import Hit, best_of
from chuan.ui.worklists import WorkItem

_FIRST = 5


def points_of_premises(request: HttpRequest, premises: Premises) -> str:
    """The reference-scale points of a market, and what the market lacks; of other trading places where there is a point."""
    assert isinstance(request.user, User)
    today = clock.today()
    day = day_of(request.GET, today)
    found = points.points_shown(request.user, on=day, today=today).filter(premises=premises).order_by("place", "id")
    rows = [(one, points.standing_of(one, day)) for one in found]
    if premises.kind != PremisesKind.MARKET and not rows:
        return ""
    market = points.markets_shown(request.user, on=day, today=today).filter(pk=premises.pk).first()
    closed = premises.closed_on is not None and premises.closed_on < today
    return render_to_string("registry/_points_panel.html", {
        "premises": premises, "market": market, "rows": rows, "day": day, "is_today": day == today,
        "report": points.report_of_the_market(day),
        "may_keep": not closed and may(request.user, "registry.keep_points"),
    }, request)


def point_of_instrument(request: HttpRequest, instrument: Instrument) -> str:
    """Where a scale is a reference scale now."""
    if not points.is_weighing(instrument.kind):
        return ""
    use = points.point_of(instrument)
    return render_to_string("registry/_point_of_instrument.html", {"use": use}, request) if use else ""


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Points by their own words or those of their market."""
    if not may(user, "registry.read"):
        return
    today = clock.today()
    shown = points.points_shown(user, on=today, today=today).filter(Q(until=None) | Q(until__gte=today))
    at = shown.filter(premises__in=Premises.objects.filter(search=query).values("pk")).order_by("place", "id")
    for one in [*best_of(shown, query, limit), *at[:limit]]:
        yield Hit(title=f"{_('Reference scale')}: {one.place}", note=one.premises.name, kind=_("Reference-scale point"),
                  url=reverse("registry:reference_point", args=[one.pk]), icon="scale-outline")


def work(user: User) -> Iterator[WorkItem]:
    """For who keeps the points: markets where buyers cannot weigh again."""
    if not may(user, "registry.keep_points"):
        return
    today = clock.today()
    titles = {
        MarketGap.NO_POINT: _("Markets without a reference-scale point"),
        MarketGap.NOT_READY: _("Markets whose reference scales are not in force"),
    }
    counts = points.gap_counts(user, points.Wanted(), on=today, today=today, gaps=titles)
    for gap, title in titles.items():
        found = points.markets_matching(user, points.Wanted(gap=gap), on=today, today=today).order_by("name", "id")
        first = tuple(
            (one.name, reverse("parties:premises", args=[one.pk]), str(one.current_unit or ""))
            for one in (found[:_FIRST] if counts[gap] else [])
        )
        yield WorkItem(title=title, count=counts[gap], url=f"{reverse('registry:markets')}?gap={gap.value}", icon="basket",
                       act=_("Open the markets"), urgency="waiting", first=first)
