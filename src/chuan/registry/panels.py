# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: instruments of a place or owner, search hits, work."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.postgres.search import SearchQuery
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
from chuan.registry.choices import ImportStatus
from chuan.registry.models import DUE_SOON_DAYS, InstrumentQuerySet
from chuan.ui.searches import Hit
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
    return _panel(request, queries.instruments_shown(request.user).filter(owner=party), "", owner=party.tax_code)


def _panel(
    request: HttpRequest, found: InstrumentQuerySet, text: str, owner: str = "", enter_at: Premises | None = None
) -> str:
    today = clock.today()
    count = found.count()
    rows = [(one, one.standing_on(today)) for one in found.order_by("kind", "maker", "serial")[:_SHOWN]]
    context = {"rows": rows, "count": count, "more": count > _SHOWN, "text": text, "owner": owner, "enter_at": enter_at}
    return render_to_string("registry/_instruments_panel.html", context, request)


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Instruments by serial number, maker and model."""
    if not may(user, "registry.read"):
        return
    for one in queries.instruments_shown(user).filter(search=query).order_by("serial")[:limit]:
        yield Hit(title=str(one), note=f"{one.kind_name} · {one.premises.name}", kind=_("Instrument"),
                  url=reverse("registry:instrument", args=[one.pk]), icon="gauge")


def instruments_of_kind(user: User, path: str) -> tuple[int, str] | None:
    """How many instruments of the kind that a parameter of the law is about, and their list."""
    if not may(user, "registry.read"):
        return None
    kind = path.split("/")[2]
    if kind not in law.kinds():
        return 0, ""
    return queries.instruments_shown(user).filter(kind=kind).count(), f"{reverse('registry:instruments')}?kind={kind}"


def work(user: User) -> Iterator[WorkItem]:
    """For the registrar: imports with refused rows; for reception: what falls due, and what is overdue."""
    if may(user, "registry.import"):
        yield from _imports_to_mend(user)
    if Role.RECEPTION in user.roles:
        yield from _due(user)


def _imports_to_mend(user: User) -> Iterator[WorkItem]:
    mine = queries.imports_shown().filter(uploaded_by=user, status=ImportStatus.DONE, rows_refused__gt=0)
    recent = mine.filter(finished_at__gt=clock.now() - timedelta(days=DUE_SOON_DAYS))
    first = tuple(
        (one.file.name, reverse("registry:import", args=[one.pk]), _("%(count)s rows refused") % {"count": one.rows_refused})
        for one in recent[:_FIRST]
    )
    yield WorkItem(title=_("Imported lists with refused rows"), count=recent.count(), url=reverse("registry:imports"),
                   icon="table-import", act=_("Mend the lists"), first=first)


def _due(user: User) -> Iterator[WorkItem]:
    today = clock.today()
    counts = queries.due_counts(user, queries.Wanted(), on=today)
    for span, urgency, title in (
        ("overdue", "late", _("Instruments overdue for verification")), ("30", "due", _("Instruments due within 30 days")),
    ):
        found = queries.instruments_due(user, queries.Wanted(), on=today, within=span)[:_FIRST] if counts[f"within_{span}"] else []
        first = tuple(
            (str(one), reverse("registry:instrument", args=[one.pk]), one.premises.name) for one in found
        )
        yield WorkItem(title=title, count=counts[f"within_{span}"], url=f"{reverse('registry:due')}?within={span}",
                       icon="calendar-due", act=_("Open the due list"), urgency=urgency, first=first)
