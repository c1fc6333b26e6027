# SPDX-License-Identifier: Apache-2.0
"""Pages of the regulated products: the list of a day, one of them, and what a change of the list moved."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuan import law
from chuan.accounts.permissions import permitted
from chuan.law.words import code_label
from chuan.lib import clock
from chuan.products import queries, regulated
from chuan.products.forms.lists import RegulatedFilter
from chuan.products.queries import Wanted
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, render_page


@permitted("products.read")
@require_GET
def products(request: StaffRequest) -> HttpResponse:
    """The products the law of a day regulates."""
    form = RegulatedFilter(request.GET, today=clock.today())
    listing = regulated.listing(form.day)
    levels = dict.fromkeys(row.level or "?" for row in listing.rows.values())
    form.choose(
        ministries=[(name, name) for name in dict.fromkeys(row.ministry for row in listing.rows.values())],
        levels=[(level, level_name(level)) for level in levels],
    )
    rows = regulated.search(
        form.day, text=form.value("q"), hs="".join(c for c in form.value("hs") if c.isdigit()),
        ministry=form.value("ministry"), level=form.value("level"),
    )
    return render_page(request, "products/regulated.html", {
        "form": form, "listing": listing, "rows": [(row, level_name(row.level)) for row in rows],
        "eve": listing.version.from_day - timedelta(days=1) if listing.version else None,
        "changes": regulated.days_of_change(), "missing": _unlisted_hs(form, listing),
    })


@permitted("products.read")
@require_GET
def product(request: StaffRequest, code: str) -> HttpResponse:
    """One regulated product: what the list of the day says of it, and the goods on file under it."""
    form = RegulatedFilter(request.GET, today=clock.today())
    standing, known = regulated.standing(code, form.day), regulated.ever_listed(code)
    if known is None:
        raise Http404
    row = standing.rows[0] if standing.state == "listed" else known
    listing = regulated.listing(form.day)
    goods = keyset_page(request, queries.goods_matching(request.user, Wanted(regulated=code), on=form.day), order=BY_NAME)
    return render_page(request, "products/product.html", {
        "row": row, "level": level_name(row.level), "standing": standing, "day": form.day, "listing": listing,
        "others": [(one, level_name(one.level)) for one in standing.rows if one.code != code],
        "page": goods, "citation": _citation(form.day),
    })


@permitted("products.read")
@require_GET
def changes(request: StaffRequest) -> HttpResponse:
    """What became of each product when another list came into force."""
    days = regulated.days_of_change()
    asked = request.GET.get("on", "")
    day = next((one for one in days if one.isoformat() == asked), days[0] if days else None)
    if day is None:
        raise Http404
    moves = [
        (move, [(row, level_name(row.level)) for row in move.before], [(row, level_name(row.level)) for row in move.after])
        for move in regulated.moves(day)
    ]
    return render_page(request, "products/changes.html", {
        "day": day, "days": days, "eve": day - timedelta(days=1), "moves": moves,
        "path": regulated.PATH, "citation": _citation(day),
    })


def level_name(level: str | None) -> str:
    """A group or level of risk in words."""
    return {
        "group-2": _("Group 2"), "group-1": _("Group 1"), "high": _("High risk"), "medium": _("Medium risk"),
        "low": _("Low risk"),
    }.get(level or "?", _("Not known") if level in {None, "?"} else code_label(level or ""))


def _unlisted_hs(form: RegulatedFilter, listing: regulated.Listing) -> int:
    """How many rows an HS code could not be compared with: nobody has found theirs."""
    return sum(row.hs is None for row in listing.rows.values()) if form.value("hs") else 0


def _citation(day: date) -> list[dict[str, object]]:
    try:
        return law.at(day).cite(regulated.PATH)
    except (law.LawUnknown, law.NoLawInForce):
        return []
