# SPDX-License-Identifier: Apache-2.0
"""Pages of the declarations of conformity: the register, one of them, and the steps of its dossier."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.documents.responses import file_response
from chuan.lib import clock
from chuan.lists.tables import default_query, shown
from chuan.parties.models import Party
from chuan.products import queries, tables, terms
from chuan.products.actions import declarations as acts
from chuan.products.forms import declarations as forms
from chuan.products.forms.lists import PartyChoice
from chuan.products.models import Declaration, DeclarationFile
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_SHOWN = 20
#: step → (form, action, heading)
_STEPS: dict[str, tuple[type[Form], Callable[..., Declaration], Any]] = {
    "ask": (forms.AskForm, acts.ask_supplement, gettext_lazy("Ask for a supplement")),
    "supplement": (forms.SupplementForm, acts.receive_supplement, gettext_lazy("The supplement came in")),
    "notice": (forms.NoticeForm, acts.issue_notice, gettext_lazy("Enter the notice of receipt")),
    "close": (forms.CloseForm, acts.close_declaration, gettext_lazy("Refuse or withdraw")),
}
#: which steps follow which state
_FOLLOWING = {
    "received": ("ask", "notice", "close"), "supplement_asked": ("supplement", "close"), "noticed": ("close",),
}


@permitted("products.read")
@require_GET
def declarations(request: StaffRequest) -> HttpResponse:
    """The register of declarations."""
    if default := default_query(request, tables.DECLARATIONS):
        return redirect(f"{request.path}?{default}")
    today = clock.today()
    found = tables.DECLARATIONS.find(request.user, request.GET, today)
    page = keyset_page(request, found, order=tables.DECLARATIONS.order_of(request.GET))
    return render_page(request, "products/declarations.html", {
        "form": forms.DeclarationFilter(request.GET), "page": page, "rows": page.rows,
        "table": shown(request, tables.DECLARATIONS, page.rows, today=today),
        "may_edit": may(request.user, "products.receive"), "may_import": may(request.user, "products.import"),
    })


@permitted("products.read")
@require_GET
def declaration(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One declaration: its dossier, its time limits, its notice."""
    found, today = _find(request, pk), clock.today()
    may_edit = may(request.user, "products.receive", found)
    running = terms.running(found)
    return render_page(request, "products/declaration.html", {
        "declaration": found, "standing": found.standing_on(today), "goods": found.goods.defer("search").order_by("name"),
        "terms": [(term, term.is_late(today)) for term in running], "entries": entries_about(found),
        "files": found.files.select_related("file").defer("file__content"), "may_edit": may_edit,
        "steps": [(step, _STEPS[step][2]) for step in _FOLLOWING.get(found.state, ())] if may_edit else [],
    })


@permitted("products.receive")
@require_GET
def choose_declarant(request: StaffRequest) -> HttpResponse:
    """Say first who declares."""
    form = PartyChoice(request.GET)
    found = queries.parties_to_choose(request.user, form.value("party"))
    rows = [(party, reverse("products:new_declaration", args=[party.pk])) for party in found[:_SHOWN]]
    return render_page(request, "products/choose_party.html", {
        "form": form, "rows": rows, "count": found.count(), "title": _("Enter a declaration"),
        "list_url": reverse("products:declarations"), "list_title": _("Declarations of conformity"),
        "question": _("Who declares?"),
    })


@permitted("products.receive")
@require_http_methods(["GET", "POST"])
def new_declaration(request: StaffRequest, party: UUID) -> HttpResponse:
    """Enter a dossier of a party."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=party)
    form = forms.DeclarationForm(request.POST or None, user=request.user, party=owner)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            saved = acts.receive_declaration(
                actor=request.user, at=clock.now(), party=owner, particulars=form.particulars(),
                goods=form.cleaned_data["goods"],
            )
            messages.success(request, _("Saved."))
            return redirect("products:declaration", saved.pk)
    return render_page(request, "products/declaration_form.html", {"form": form, "party": owner})


@permitted("products.receive")
@require_http_methods(["GET", "POST"])
def take_step(request: StaffRequest, pk: UUID, step: str) -> HttpResponse:
    """Take one step of a dossier."""
    if step not in _STEPS:
        raise Http404
    form_class, act, heading = _STEPS[step]
    found, today = _find(request, pk), clock.today()
    form = form_class(request.POST or None, on=today)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act(actor=request.user, on=today, declaration=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("products:declaration", pk)
    longest = terms.last_valid_day(found, today) if step == "notice" else None
    return render_page(request, "products/step.html", {
        "form": form, "declaration": found, "heading": heading, "step": step, "longest": longest,
    })


@permitted("products.receive")
@require_http_methods(["GET", "POST"])
def attach(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Attach a paper of the dossier."""
    found = _find(request, pk)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            file = form.cleaned_data["file"]
            acts.attach_file(
                actor=request.user, declaration=found, title=form.cleaned_data["title"], name=file.name or "",
                content_type=file.content_type or "application/octet-stream", content=file.read(),
            )
            messages.success(request, _("Saved."))
            return redirect("products:declaration", pk)
    return render_page(request, "products/step.html", {
        "form": form, "declaration": found, "heading": _("Attach a file"), "step": "file",
    })


@permitted("products.read")
@require_GET
def declaration_file(request: StaffRequest, pk: UUID, file: UUID) -> HttpResponse:
    """A paper of the dossier, only to be kept: we did not make it."""
    kept = get_object_or_404(DeclarationFile.objects.select_related("file"), pk=file, declaration=_find(request, pk))
    return file_response(kept.file, made_by_us=False)


def _find(request: StaffRequest, pk: UUID) -> Declaration:
    return get_object_or_404(queries.declarations_shown(request.user), pk=pk)
