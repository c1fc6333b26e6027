# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: instruments of a place or owner, search hits, work."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuan import law
from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.parties.models import Party, Premises
from chuan.registry import queries
from chuan.registry.by_place import PLACE_BY_PLACE
from chuan.registry.finding import HIT_FIELDS, instruments_keyed
from chuan.registry.models import DUE_SOON_DAYS, InstrumentQuerySet
from chuan.ui.addresses import of_row
from chuan.ui.searches import WORDS, Hit, best_of
from chuan.ui.tallies import tallies
from chuan.ui.worklists import WorkItem

_SHOWN = 50
_FIRST = 5


def instruments_at_premises(request: HttpRequest, premises: Premises) -> str:
    """The instruments of a place."""
    assert isinstance(request.user, User)
    found = queries.instruments_shown(request.user).filter(premises=premises)
    open_to = premises if premises.closed_on is None and may(request.user, "registry.edit") else None
    return _panel(request, found, premises.name, enter_at=open_to)


def instruments_of_party(request: HttpRequest, party: Party) -> str:
    """The instruments of an owner."""
    assert isinstance(request.user, User)
    return _panel(request, queries.instruments_shown(request.user).filter(owner=party), "", owner=party.name if party.is_personal else party.tax_code)


def _panel(
    request: HttpRequest, found: InstrumentQuerySet, text: str, owner: str = "", enter_at: Premises | None = None
) -> str:
    today = clock.today()
    counts = tallies({"all": found, "overdue": found.overdue_on(today),
                      "due_soon": found.due_between(today, today + timedelta(days=DUE_SOON_DAYS))})
    first = found.order_by(F("valid_until").asc(nulls_last=True), "kind", "maker", "serial")[:_SHOWN]
    rows = [(one, one.standing_on(today)) for one in first]
    context = {"rows": rows, "count": counts["all"], "counts": counts, "more": counts["all"] > _SHOWN, "text": text, "owner": owner, "enter_at": enter_at}
    return render_to_string("registry/_instruments_panel.html", context, request)


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Instruments by the words of serial number, maker and model."""
    if may(user, "registry.read"):
        yield from (_hit(one) for one in best_of(queries.instruments_shown(user), query, limit).values_list(*HIT_FIELDS, named=True))


def search_keys(user: User, typed: str, limit: int) -> Iterator[Hit]:
    """Instruments by serial number, type-approval mark or plate, or how one begins."""
    if may(user, "registry.read"):
        yield from (_hit(one, rank) for rank, one in instruments_keyed(user, typed, limit))


def _hit(one: Any, rank: int = WORDS) -> Hit:
    plate = one.characteristics.get("plate", "")
    note = " · ".join(part for part in (law.kind_name(one.kind), one.premises__name, plate) if part)
    return Hit(title=f"{one.maker} {one.model} · {one.serial}", note=note, kind=_("Instrument"),
               url=of_row("registry:instrument", one.id), icon="gauge", rank=rank)


def instruments_of_kind(user: User, path: str) -> tuple[int, str] | None:
    """How many instruments of the kind that a parameter of the law is about, and their list."""
    if not may(user, "registry.read"):
        return None
    kind = path.split("/")[2]
    if kind not in law.kinds():
        return 0, ""
    return queries.instruments_shown(user).filter(kind=kind).count(), f"{reverse('registry:instruments')}?kind={kind}"


def work(user: User) -> Iterator[WorkItem]:
    """For reception: what falls due, and what is overdue."""
    if Role.RECEPTION in user.roles:
        yield from _due(user)


def _due(user: User) -> Iterator[WorkItem]:
    today = clock.today()
    counts = queries.due_counts(user, queries.Wanted(), on=today)
    for span, urgency, title in (
        ("overdue", "late", _("Instruments overdue for verification")), ("30", "due", _("Instruments due within 30 days")),
    ):
        count = counts[f"within_{span}"]
        found = queries.instruments_due(user, queries.Wanted(), on=today, within=span)
        rows = PLACE_BY_PLACE.page(found, None, backward=False, limit=_FIRST, many=count.more) if count else []
        first = tuple((str(one), reverse("registry:instrument", args=[one.pk]), one.premises.name) for one in rows)
        yield WorkItem(title=title, count=count, url=f"{reverse('registry:due')}?within={span}",
                       icon="calendar-due", act=_("Open the due list"), urgency=urgency, first=first)
