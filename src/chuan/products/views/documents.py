# SPDX-License-Identifier: Apache-2.0
"""Pages of normative documents."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuan import law
from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.parties.models import Party
from chuan.products import queries, tables
from chuan.products.actions import documents as acts
from chuan.products.forms.documents import DocumentForm
from chuan.products.forms.lists import DocumentFilter
from chuan.ui.keysets import BY_NAME
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("products.read")
@require_GET
def documents(request: StaffRequest) -> HttpResponse:
    """Normative documents, searched and filtered."""
    if default := default_query(request, tables.DOCUMENTS):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    page = keyset_page(
        request, tables.DOCUMENTS.find(request.user, request.GET, today), order=tables.DOCUMENTS.order_of(request.GET)
    )
    return render_page(request, "products/documents.html", {
        "form": DocumentFilter(request.GET), "page": page, "rows": page.rows,
        "table": shown(request, tables.DOCUMENTS, page.rows, today=today), "may_edit": may(request.user, "products.edit"),
        "may_import": may(request.user, "products.import"),
    })


@permitted("products.read")
@require_GET
def document(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One document: what it is today, what it replaced, who declares by it."""
    found = get_object_or_404(queries.documents_shown(request.user), pk=pk)
    goods = keyset_page(request, queries.goods_shown(request.user).filter(standard=found), order=BY_NAME)
    return render_page(request, "products/document.html", {
        "document": found, "standing": found.standing_on(clock.today()), "replaces": found.replaces.order_by("number"),
        "replaced_by": found.replaced_by.all(), "law_text": law.corpus().texts.get(found.law_text),
        "page": goods, "entries": entries_about(found),
        "may_edit": may(request.user, "products.edit", found),
    })


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def new_document(request: StaffRequest, party: UUID | None = None) -> HttpResponse:
    """Enter a document; of a party, its own standard."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=party) if party else None
    form = DocumentForm(request.POST or None, user=request.user, party=owner)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = acts.register_document(
                actor=request.user, particulars=form.particulars(), replaces=form.cleaned_data["replaces"]
            )
            messages.success(request, _("Saved."))
            return redirect("products:document", saved.pk)
    return render_page(request, "products/document_form.html", {"form": form, "party": owner})


@permitted("products.edit")
@require_http_methods(["GET", "POST"])
def edit_document(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of a document."""
    found = get_object_or_404(queries.documents_shown(request.user), pk=pk)
    form = DocumentForm(request.POST or None, user=request.user, party=found.owner, document=found)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            acts.edit_document(
                actor=request.user, document=found, particulars=form.particulars(), replaces=form.cleaned_data["replaces"]
            )
            messages.success(request, _("Saved."))
            return redirect("products:document", pk)
    return render_page(request, "products/document_form.html", {"form": form, "party": found.owner, "document": found})
