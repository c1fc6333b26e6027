# SPDX-License-Identifier: Apache-2.0
"""Pages of the province's key products."""

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
from chuan.places.queries import communes_on
from chuan.products import queries, tables
from chuan.products.actions import key as acts
from chuan.products.forms.key import KeyProductFilter, KeyProductForm, OutputForm
from chuan.products.forms.lists import PartyChoice
from chuan.products.models import KeyProduct
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_SHOWN = 20


@permitted("products.read")
@require_GET
def key_products(request: StaffRequest) -> HttpResponse:
    """The key products of the province."""
    if default := default_query(request, tables.KEY_PRODUCTS):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    page = keyset_page(
        request, tables.KEY_PRODUCTS.find(request.user, request.GET, today), order=tables.KEY_PRODUCTS.order_of(request.GET)
    )
    return render_page(request, "products/key_products.html", {
        "form": KeyProductFilter(request.GET), "page": page, "rows": page.rows,
        "table": shown(request, tables.KEY_PRODUCTS, page.rows, today=today), "may_edit": may(request.user, "products.edit"),
        "may_import": may(request.user, "products.import"),
    })


@permitted("products.read")
@require_GET
def key_product(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One key product: where, who, under which marks, how much."""
    found = get_object_or_404(queries.key_products_shown(request.user), pk=pk)
    return render_page(request, "products/key_product.html", {
        "product": found, "units": found.units.defer("search").order_by("code"), "outputs": found.outputs.all(),
        "producers": Party.objects.visible_to(request.user).filter(key_products=found).defer("search").order_by("name"),
        "entries": entries_about(found), "may_edit": may(request.user, "products.edit", found),
    })


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def edit_key_product(request: StaffRequest, pk: UUID | None = None) -> HttpResponse:
    """Enter a key product, or correct it."""
    found = get_object_or_404(queries.key_products_shown(request.user), pk=pk) if pk else None
    form = KeyProductForm(request.POST or None, user=request.user, communes=communes_on(clock.today()), product=found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            given = {"actor": request.user, "particulars": form.particulars(), "units": form.cleaned_data["units"]}
            saved = acts.edit_key_product(product=found, **given) if found else acts.register_key_product(**given)
            messages.success(request, _("Saved."))
            return redirect("products:key_product", saved.pk)
    return render_page(request, "products/key_product_form.html", {"form": form, "product": found})


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def enter_output(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter the output of a year."""
    found = get_object_or_404(queries.key_products_shown(request.user), pk=pk)
    today = clock.today()
    form = OutputForm(request.POST or None, initial={"year": today.year - 1})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.enter_output(actor=request.user, on=today, product=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("products:key_product", pk)
    return render_page(request, "products/output_form.html", {"form": form, "product": found})


@permitted("products.edit")
@require_GET
def choose_producer(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Look up who produces a key product."""
    found = get_object_or_404(queries.key_products_shown(request.user), pk=pk)
    form = PartyChoice(request.GET)
    parties = queries.parties_to_choose(request.user, form.value("party")).exclude(key_products=found)
    rows = [(party, reverse("products:set_producer", args=[pk, party.pk])) for party in parties[:_SHOWN]]
    return render_page(request, "products/choose_party.html", {
        "form": form, "rows": rows, "count": parties.count(), "title": _("Add a producer"),
        "list_url": reverse("products:key_product", args=[pk]), "list_title": found.name,
        "question": _("Who produces it?"),
    })


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def set_producer(request: StaffRequest, pk: UUID, party: UUID) -> HttpResponse:
    """Confirm that a party produces a key product, or take it off."""
    found: KeyProduct = get_object_or_404(queries.key_products_shown(request.user), pk=pk)
    producer = get_object_or_404(Party.objects.visible_to(request.user), pk=party)
    produces = found.producers.filter(pk=producer.pk).exists()
    if request.method == "POST":
        acts.set_producer(actor=request.user, product=found, party=producer, produces=not produces)
        messages.success(request, _("Saved."))
        return redirect("products:key_product", pk)
    return render_page(request, "products/producer.html", {"product": found, "party": producer, "produces": produces})
