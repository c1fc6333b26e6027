# SPDX-License-Identifier: Apache-2.0
"""What is next at a party or at premises: instruments to be verified, markets where buyers cannot weigh again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.parties.choices import PremisesKind
from chuan.parties.happenings import FEW
from chuan.parties.models import Party, Premises
from chuan.registry import points
from chuan.registry.choices import Standing
from chuan.registry.models import DUE_SOON_DAYS, Instrument, InstrumentQuerySet, ReferencePoint
from chuan.ui.figures import day, number
from chuan.ui.slots import next_line
from chuan.ui.tallies import tallies


def of_party(request: HttpRequest, party: Party) -> str:
    """What is to be verified of an owner's instruments, and what its markets lack."""
    assert isinstance(request.user, User)
    found = Instrument.objects.visible_to(request.user).filter(owner=party)
    narrowed = {"owner": party.name if party.is_personal else party.tax_code or party.name}
    return _lines([*_instruments(request.user, found, narrowed), *_markets(request.user, Q(party=party))])


def of_premises(request: HttpRequest, premises: Premises) -> str:
    """What is to be verified at a place, and what it lacks if it is a market."""
    assert isinstance(request.user, User)
    found = Instrument.objects.visible_to(request.user).filter(premises=premises)
    lacks = _markets(request.user, Q(pk=premises.pk)) if premises.kind == PremisesKind.MARKET else []
    return _lines([*_instruments(request.user, found, {"q": premises.name}), *lacks])


def happened(user: User, about: Party | Premises) -> list[Any]:
    """The reference-scale points at premises."""
    if isinstance(about, Party) or not may(user, "registry.read"):
        return []
    return list(ReferencePoint.objects.visible_to(user).filter(premises=about).only("pk").order_by("-since")[:FEW])


def _lines(lines: "list[SafeString]") -> SafeString:
    return format_html_join("", "{}", ((line,) for line in lines))


def _instruments(user: User, found: InstrumentQuerySet, narrowed: dict[str, str]) -> Iterator[SafeString]:
    if not may(user, "registry.read"):
        return
    today = clock.today()
    soon = found.due_between(today, today + timedelta(days=DUE_SOON_DAYS))
    counts = tallies({"overdue": found.overdue_on(today), "never": found.standing(Standing.NEVER, today), "due_soon": soon})
    words = {
        "overdue": ngettext("%(n)s instrument is overdue for verification", "%(n)s instruments are overdue for verification",
                            counts["overdue"]),
        "never": ngettext("%(n)s instrument was never verified", "%(n)s instruments were never verified", counts["never"]),
        "due_soon": ngettext("%(n)s instrument falls due within 30 days", "%(n)s instruments fall due within 30 days",
                             counts["due_soon"]),
    }
    for standing, count in counts.items():
        if count:
            first = soon.order_by("valid_until").values_list("valid_until", flat=True).first() if standing == "due_soon" else None
            url = f"{reverse('registry:instruments')}?{urlencode(narrowed | {'standing': standing})}"
            note = _("the first on %(day)s") % {"day": day(first)} if first else ""
            yield next_line(Standing(standing), words[standing] % {"n": number(count)}, url, note)


def _markets(user: User, which: Q) -> Iterator[SafeString]:
    if not may(user, "registry.read"):
        return
    today = clock.today()
    markets: QuerySet[Any, Any] = points.markets_shown(user, on=today, today=today)
    for market in markets.filter(which, ready_count=0).order_by("name", "id")[:FEW]:
        words = _("No scale in force at the reference-scale points") if market.point_count else _("Without a reference-scale point")
        yield next_line("due", words, reverse("parties:premises", args=[market.pk]) + "#reference-points", market.name)
