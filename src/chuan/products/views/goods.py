# SPDX-License-Identifier: Apache-2.0
"""Pages of goods."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.parties.models import Party
from chuan.products import queries, tables
from chuan.products.actions import goods as acts
from chuan.products.forms.goods import GoodsForm, StatusForm
from chuan.products.forms.lists import GoodsFilter, PartyChoice
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

#: parties shown to choose from; whoever does not find theirs types more letters
_SHOWN = 20


@permitted("products.read")
@require_GET
def goods_list(request: StaffRequest) -> HttpResponse:
    """Goods, searched and filtered."""
    if default := default_query(request, tables.GOODS):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    page = keyset_page(
        request, tables.GOODS.find(request.user, request.GET, today), order=tables.GOODS.order_of(request.GET)
    )
    return render_page(request, "products/goods_list.html", {
        "form": GoodsFilter(request.GET, on=today), "page": page, "rows": page.rows,
        "table": shown(request, tables.GOODS, page.rows, today=today), "may_edit": may(request.user, "products.edit"),
        "may_import": may(request.user, "products.import"),
    })


@permitted("products.read")
@require_GET
def goods(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One kind of goods: who, what, under which rules today."""
    found = get_object_or_404(queries.goods_shown(request.user), pk=pk)
    today = clock.today()
    return render_page(request, "products/goods.html", {
        "goods": found, "regulated": found.regulated_on(today), "today": today,
        "standard_standing": found.standard.standing_on(today) if found.standard else None,
        "lot_rules": queries.lot_rules(found, today), "entries": entries_about(found),
        "may_edit": may(request.user, "products.edit", found),
    })


@permitted("products.edit")
@require_GET
def choose_party(request: StaffRequest) -> HttpResponse:
    """Say first whose goods they are."""
    form = PartyChoice(request.GET)
    found = queries.parties_to_choose(request.user, form.value("party"))
    rows = [(party, reverse("products:new_goods", args=[party.pk])) for party in found[:_SHOWN]]
    return render_page(request, "products/choose_party.html", {
        "form": form, "rows": rows, "count": found.count(), "title": _("Enter goods"),
        "list_url": reverse("products:goods_list"), "list_title": _("Goods"), "question": _("Whose goods are they?"),
    })


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def new_goods(request: StaffRequest, party: UUID) -> HttpResponse:
    """Enter goods of a party."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=party)
    form = GoodsForm(request.POST or None, user=request.user, party=owner, on=clock.today())
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = acts.register_goods(
                actor=request.user, at=clock.now(), party=owner, particulars=form.particulars()
            )
            messages.success(request, _("Saved."))
            return redirect("products:goods", saved.pk)
    return render_page(request, "products/goods_form.html", {"form": form, "party": owner})


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def edit_goods(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of goods."""
    found = get_object_or_404(queries.goods_shown(request.user), pk=pk)
    today = clock.today()
    form = GoodsForm(request.POST or None, user=request.user, party=found.party, on=today, goods=found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.edit_goods(actor=request.user, on=today, goods=found, particulars=form.particulars())
            messages.success(request, _("Saved."))
            return redirect("products:goods", pk)
    return render_page(request, "products/goods_form.html", {"form": form, "party": found.party, "goods": found})


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def change_status(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Say that goods are stopped, recalled, or on the market again."""
    found = get_object_or_404(queries.goods_shown(request.user), pk=pk)
    today = clock.today()
    form = StatusForm(request.POST or None, goods=found, on=today)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.set_goods_status(actor=request.user, on=today, goods=found, **form.cleaned_data)
            messages.success(request, _("The status is changed."))
            return redirect("products:goods", pk)
    return render_page(request, "products/status.html", {"form": form, "goods": found})
