# SPDX-License-Identifier: Apache-2.0
"""Pages of the instruments: the registry, one of them, and what falls due."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.merging.pages import resolves
from chuan.places.queries import communes_on
from chuan.registry import queries, stations, tables
from chuan.registry.asof import shown_standing
from chuan.registry.choices import Standing, Within
from chuan.registry.forms import DueFilter, InstrumentFilter
from chuan.registry.happenings import subjects_of
from chuan.ui.lists import filters_of, keyset_page
from chuan.ui.pages import StaffRequest, render_page

#: the next act is a verification
_TO_VERIFY = frozenset({Standing.DUE_SOON, Standing.OVERDUE, Standing.NEVER, Standing.INVALID, Standing.UNRECORDED})


@permitted("registry.read")
@require_GET
def instruments(request: StaffRequest) -> HttpResponse:
    """The registry, searched and filtered, as of today or another day."""
    default = default_query(request, tables.INSTRUMENTS)
    if default:
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    day = tables.day_of(request.GET, today)
    form = InstrumentFilter(request.GET, kinds=queries.kinds_on_file(request.user), communes=communes_on(today))
    found = tables.INSTRUMENTS.find(request.user, request.GET, today)
    page = keyset_page(request, found, order=tables.INSTRUMENTS.order_of(request.GET), read=tables.as_tuples)
    return render_page(request, "registry/instruments.html", {
        "form": form, "page": page, "rows": page.rows,
        "table": shown(request, tables.INSTRUMENTS, page.rows, today=today), "day": day, "is_past": day < today,
        "may_edit": may(request.user, "registry.edit"),
    })


@permitted("registry.read")
@resolves("registry.instrument")
@require_GET
def instrument(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One instrument: what it is, where it stands on a day, what happened to it, what comes next."""
    today = clock.today()
    day = tables.day_of(request.GET, today)
    found = get_object_or_404(queries.instrument_on(request.user, on=day, today=today), pk=pk)
    standing = shown_standing(found, day)
    verified_on = getattr(found, "verified_then", found.last_verified_on)
    return render_page(request, "registry/instrument.html", {
        "instrument": found, "standing": standing, "day": day, "is_today": day == today,
        "verified_on": verified_on, "valid_until": getattr(found, "valid_then", found.valid_until),
        "due": standing in _TO_VERIFY,
        "citation": queries.cycle_citation(found.kind, verified_on or day),
        "entries": entries_about(*subjects_of(request.user, found)).select_related(None).defer("hash", "previous_hash"),
        "may_edit": may(request.user, "registry.edit"),
    })


@permitted("registry.due")
@require_GET
def due(request: StaffRequest) -> HttpResponse:
    """What is to be verified, station by station, so that reception picks one."""
    default = default_query(request, tables.DUE)
    if default:
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    form = DueFilter(request.GET, kinds=queries.kinds_on_file(request.user), communes=communes_on(today))
    span = tables.span_of(request.GET)
    wanted = queries.looked_up(tables.wanted_of(request.GET))
    counts = queries.due_counts(request.user, wanted, on=today)
    found = queries.instruments_due(request.user, wanted, on=today, within=span)
    page = keyset_page(
        request, found, order=tables.DUE.order_of(request.GET), count=counts[f"within_{span}"], read=tables.as_tuples
    )
    others = QueryDict(filters_of(request), mutable=True)
    others.pop("within", None)
    return render_page(request, "registry/due.html", {
        "form": form, "page": page, "rows": page.rows, "body": stations.body(page.rows, today), "span": span,
        "spans": [(within, counts[f"within_{within.value}"]) for within in Within],
        "table": shown(request, tables.DUE, [], today=today), "others": others.urlencode(),
    })
