# SPDX-License-Identifier: Apache-2.0
"""Pages of the instruments: the registry, one of them, and what falls due."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.places.queries import communes_on
from chuan.registry import exports, queries
from chuan.registry.choices import Within
from chuan.registry.forms import DueFilter, InstrumentFilter
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, render_page

#: stations stay together on the due list, so its pages are long
_DUE_PAGE = 200


@permitted("registry.read")
@require_GET
def instruments(request: StaffRequest) -> HttpResponse:
    """The registry, searched and filtered."""
    today = clock.today()
    form = InstrumentFilter(request.GET, kinds=queries.kinds_on_file(request.user), communes=communes_on(today))
    page = page_of(request, queries.instruments_matching(request.user, form.wanted(), on=today))
    rows = [(instrument, instrument.standing_on(today)) for instrument in page.rows]
    return render_page(request, "registry/instruments.html", {
        "form": form, "page": page, "rows": rows, "query": request.GET.urlencode(),
        "may_edit": may(request.user, "registry.edit"),
    })


@permitted("registry.read")
@require_GET
def export_instruments(request: StaffRequest, fmt: str) -> HttpResponseBase:
    """What the list shows, all pages of it, as a file."""
    _known(fmt)
    today = clock.today()
    form = InstrumentFilter(request.GET, kinds=[], communes=communes_on(today).none())
    found = queries.instruments_matching(request.user, form.wanted(), on=today)
    return exports.export(found, on=today, fmt=fmt, name="phuong-tien-do")


@permitted("registry.read")
@require_GET
def instrument(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One instrument: what it is, where it stands, what happened to it."""
    found = get_object_or_404(queries.instruments_shown(request.user).select_related("source_import__file").defer(
        "search", "owner__search", "premises__search", "premises__current_unit__search", "source_import__file__content"
    ), pk=pk)
    today = clock.today()
    subjects = [found, found.source_import] if found.source_import else [found]
    return render_page(request, "registry/instrument.html", {
        "instrument": found, "standing": found.standing_on(today),
        "citation": queries.cycle_citation(found.kind, found.last_verified_on or today),
        "entries": entries_about(*subjects), "may_edit": may(request.user, "registry.edit"),
    })


@permitted("registry.due")
@require_GET
def due(request: StaffRequest) -> HttpResponse:
    """What is to be verified, station by station, so that reception picks one."""
    today = clock.today()
    form = DueFilter(request.GET, kinds=queries.kinds_on_file(request.user), communes=communes_on(today))
    wanted, span = form.wanted(), form.span()
    page = page_of(request, queries.instruments_due(request.user, wanted, on=today, within=span), size=_DUE_PAGE)
    counts = queries.due_counts(request.user, wanted, on=today)
    others = request.GET.copy()
    others.pop("page", None)
    others.pop("within", None)
    return render_page(request, "registry/due.html", {
        "form": form, "page": page, "rows": [(one, one.standing_on(today)) for one in page.rows], "span": span,
        "spans": [(within, counts[f"within_{within.value}"]) for within in Within],
        "query": request.GET.urlencode(), "others": others.urlencode(),
    })


@permitted("registry.due")
@require_GET
def export_due(request: StaffRequest, fmt: str) -> HttpResponseBase:
    """What the due list shows, all pages of it, as a file."""
    _known(fmt)
    today = clock.today()
    form = DueFilter(request.GET, kinds=[], communes=communes_on(today).none())
    found = queries.instruments_due(request.user, form.wanted(), on=today, within=form.span())
    return exports.export(found, on=today, fmt=fmt, name="den-han-kiem-dinh")


def _known(fmt: str) -> None:
    if fmt not in exports.FORMATS:
        raise Http404
